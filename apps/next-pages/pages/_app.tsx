import '@repo/ui/styles.css';
import type { AppProps } from 'next/app';
import { withLesson } from '../components/with-lesson';

const App = ({ Component, pageProps }: AppProps) => <Component {...pageProps} />;

export default withLesson(App);
