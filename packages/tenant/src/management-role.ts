/** The role that every Logto has, and with which an application may use all of the Management API. */
export const managementRole = 'Logto Management API access';
