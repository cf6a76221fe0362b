/** The result of `getServerSideProps` for a signed-out visitor: sign-in, and then back to the page. */
export const redirectToSignIn = (page: string) => ({
  redirect: { destination: `/api/logto/sign-in?returnTo=${encodeURIComponent(page)}`, permanent: false },
});
