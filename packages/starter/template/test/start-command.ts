/** What `npm start` has Node.js run. */
export const startCommand = ['dist/server.js'];
