import { ClaimsPage } from '../../pages';
import { someClaims } from '../../some-claims';

const Claims = ({ claims }: { claims: typeof someClaims }) => <ClaimsPage claims={claims} />;

export default Claims;

export const getServerSideProps = () => ({ props: { claims: someClaims } });
