// The packages come without types.
declare module '@logto/connector-oidc' {
  import type { CreateConnector, SocialConnector } from '@logto/connector-kit';

  const createConnector: CreateConnector<SocialConnector>;
  export default createConnector;
}

declare module '@logto/connector-tencent-sms' {
  import type { CreateConnector, SmsConnector } from '@logto/connector-kit';

  const createConnector: CreateConnector<SmsConnector>;
  export default createConnector;
}
