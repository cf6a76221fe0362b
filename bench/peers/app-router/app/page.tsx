import { connection } from 'next/server';
import { HomePage } from '../../pages';

const Home = async () => {
  // Like the others, rendered for each request.
  await connection();
  return <HomePage claims={undefined} signIn="/sign-in" />;
};

export default Home;
