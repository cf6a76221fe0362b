import { getLogtoContext, signIn } from '@logto/next/server-actions';
import { HomePage } from '../../pages';
import { logtoConfig } from '../logto';

const Home = async () => {
  const { claims } = await getLogtoContext(logtoConfig);
  const startSignIn = async () => {
    'use server';
    await signIn(logtoConfig);
  };

  return <HomePage claims={claims && { ...claims }} signIn={startSignIn} />;
};

export default Home;
