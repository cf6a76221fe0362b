/** What `getServerSideProps` gives for a page that needs sign-in: a redirect there that leads back to the page. */
export const toSignIn = (page: string) => ({
  redirect: { destination: `/api/logto/sign-in?returnTo=${encodeURIComponent(page)}`, permanent: false },
});
