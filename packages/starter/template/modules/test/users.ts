const { TEST_USERNAME = '', TEST_PASSWORD = '' } = process.env;

/** A user of your Logto, for the tests. */
export const users = { alice: { username: TEST_USERNAME, password: TEST_PASSWORD } };
