/** The result of `getServerSideProps` that redirects to sign-in, then back to the page. */
export const redirectToSignIn = (page: string) => ({
  redirect: { destination: `/api/logto/sign-in?returnTo=${encodeURIComponent(page)}`, permanent: false },
});
