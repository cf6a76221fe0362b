/** Settings of a social connector, in the spelling of Logto's Management API. */
export type OidcConnector = {
  connectorId: 'oidc';
  /** Part of the redirect URI that the provider must know: `{ENDPOINT}/callback/{id}`. */
  id: string;
  metadata: {
    /** The name that identities are kept under in `identities`. */
    target: string;
    name: string;
    logo?: string;
    logoDark?: string;
  };
  config: {
    scope: string;
    clientId: string;
    clientSecret: string;
    authorizationEndpoint: string;
    tokenEndpoint: string;
    tokenEndpointAuthMethod?: 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt';
    clientSecretJwtSigningAlgorithm?: string;
    idTokenVerificationConfig: { jwksUri: string; issuer?: string | string[]; [option: string]: unknown };
    authRequestOptionalConfig?: Record<string, string>;
    customConfig?: Record<string, string>;
  };
  /** Takes name and avatar over at every sign-in, not only at the first one. */
  syncProfile?: boolean;
  enableTokenStorage?: boolean;
};

export type TencentSmsConnector = {
  connectorId: 'tencent-short-message-service';
  config: {
    accessKeyId: string;
    accessKeySecret: string;
    signName: string;
    sdkAppId: string;
    region: string;
    templates: Array<{ usageType: string; templateCode: string }>;
  };
};

export type ConnectorSettings = OidcConnector | TencentSmsConnector;
