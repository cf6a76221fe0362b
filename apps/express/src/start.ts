// React and Express read it on load. Without it, pages take twice as long.
process.env.NODE_ENV ??= 'production';
await import('./server.ts');
