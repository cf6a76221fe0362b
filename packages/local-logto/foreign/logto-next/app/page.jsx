import { getLogtoContext, signIn } from '@logto/next/server-actions';
import { config } from '../logto';

const Home = async () => {
  const { isAuthenticated, claims } = await getLogtoContext(config);
  if (isAuthenticated) return <h1>{`Hello, ${claims.name}`}</h1>;

  const startSignIn = async () => {
    'use server';
    await signIn(config);
  };
  return (
    <form action={startSignIn}>
      <button type="submit">Sign in</button>
    </form>
  );
};

export default Home;
