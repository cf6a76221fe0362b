// React and Express read it when they are loaded. Without it, pages take twice as long.
process.env.NODE_ENV ??= 'production';
await import('./server.ts');
