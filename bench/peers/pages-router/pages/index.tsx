import { HomePage } from '../../pages';

const Home = () => <HomePage claims={undefined} signIn="/sign-in" />;

export default Home;

// Like the others, rendered for each request.
export const getServerSideProps = () => ({ props: {} });
