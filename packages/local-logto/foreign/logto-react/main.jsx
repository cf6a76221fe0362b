import { LogtoProvider, useHandleSignInCallback, useLogto } from '@logto/react';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

const Callback = () => {
  const { error } = useHandleSignInCallback(() => window.location.replace('/'));
  return <p>{error ? error.message : 'Signing in'}</p>;
};

const Home = () => {
  const { isAuthenticated, signIn, getIdTokenClaims, getAccessToken } = useLogto();
  const [name, setName] = useState();
  useEffect(() => {
    if (!isAuthenticated) return;
    // The access token takes a request with the refresh token, and CORS.
    Promise.all([getIdTokenClaims(), getAccessToken('https://api.example.com/orders')]).then(([claims]) =>
      setName(claims.name),
    );
  }, [isAuthenticated, getIdTokenClaims, getAccessToken]);

  if (name) return <h1>{`Hello, ${name}`}</h1>;
  return (
    <button type="button" onClick={() => signIn(`${window.location.origin}/callback`)}>
      Sign in
    </button>
  );
};

const config = {
  endpoint: import.meta.env.VITE_ENDPOINT,
  appId: 'my-spa',
  resources: ['https://api.example.com/orders'],
};
createRoot(document.querySelector('#app')).render(
  <LogtoProvider config={config}>
    {window.location.pathname === '/callback' ? <Callback /> : <Home />}
  </LogtoProvider>,
);
