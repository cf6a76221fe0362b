import { HomePage } from '../../pages';
import { auth, signIn } from '../auth';

const Home = async () => {
  const session = await auth();
  const startSignIn = async () => {
    'use server';
    await signIn('logto');
  };

  return <HomePage claims={session?.claims} signIn={startSignIn} />;
};

export default Home;
