// React and Express read it on load. Without it, they run in development mode, which is much slower.
process.env.NODE_ENV ??= 'production';
await import('./server.ts');
