import { auth, signIn } from '../auth';

const Home = async () => {
  const session = await auth();
  if (session) return <h1>{`Hello, ${session.user.name}`}</h1>;

  const startSignIn = async () => {
    'use server';
    await signIn('logto', { redirectTo: '/' });
  };
  return (
    <form action={startSignIn}>
      <button type="submit">Sign in</button>
    </form>
  );
};

export default Home;
