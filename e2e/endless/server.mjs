import { createServer } from 'node:http';

createServer((_request, response) => response.end()).listen(Number(process.env.PORT));
