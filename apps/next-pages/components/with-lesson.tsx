import NextApp, { type AppContext, type AppProps } from 'next/app';
import { type ComponentType, createContext, useContext } from 'react';
import type { lessonOf } from './lesson';

type Lesson = ReturnType<typeof lessonOf>;

const LessonContext = createContext<Lesson>({
  source: null,
  // #region side-by-side
  switcher: { apps: [], path: '/' },
  // #endregion
});

/** What `lessonOf` returns for this page. */
export const useLesson = () => useContext(LessonContext);

/** Gives `useLesson` its data, which only the server knows. */
export const withLesson = (App: ComponentType<AppProps>) => {
  const AppWithLesson = ({ lesson, ...props }: AppProps & { lesson: Lesson }) => (
    <LessonContext value={lesson}>
      <App {...props} />
    </LessonContext>
  );

  AppWithLesson.getInitialProps = async (context: AppContext) => {
    const props = await NextApp.getInitialProps(context);
    // Every page has `getServerSideProps`, so this never runs in a browser, which gets the result as JSON.
    if (typeof window !== 'undefined') return props;
    const { lessonOf } = await import('./lesson');
    return { ...props, lesson: lessonOf(context.router.route) };
  };
  return AppWithLesson;
};
