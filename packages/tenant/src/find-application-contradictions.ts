import type { Problem } from './find-contradictions.ts';
import { managementRole } from './management-role.ts';
import type { Application, Tenant } from './tenant.ts';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Why Logto would refuse every sign-in with this redirect URI. */
const findRedirectProblem = (type: Application['type'], uri: string): string | undefined => {
  const { protocol, hostname } = new URL(uri);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  if (type !== 'Native') {
    return isWeb
      ? undefined
      : 'must begin with https:// or http://, unless the type is Native: set it, or correct this';
  }
  if (protocol === 'http:' && !loopback.includes(hostname)) {
    return 'may begin with http:// on loopback addresses only in a Native application: use https:// or a scheme of your own';
  }
  if (protocol === 'https:' && loopback.includes(hostname)) {
    return 'must not be https:// on a loopback address in a Native application: use http://';
  }
  return undefined;
};

/** Finds what applications of a type do not have, and roles that an application or a user must not have. */
export const findApplicationContradictions = ({ applications, roles, users }: Tenant): Problem[] => {
  const problems: Problem[] = [];
  const rolesOf = (type: 'User' | 'MachineToMachine'): string[] =>
    roles.filter((role) => role.type === type).map(({ name }) => name);

  for (const [index, application] of applications.entries()) {
    const { type, secret } = application;
    const report = (field: PropertyKey[], message: string): void => {
      problems.push({ path: ['applications', index, ...field], message });
    };
    const isMachine = type === 'MachineToMachine';
    if ((type === 'SPA' || type === 'Native') && secret !== undefined) {
      report(['secret'], `is not for applications of type ${type}, which cannot keep one: remove it`);
    }
    for (const field of ['roles', 'organizations'] as const) {
      if (application[field] && !isMachine) {
        report([field], 'is for applications of type MachineToMachine only: remove it');
      }
    }
    for (const field of ['redirectUris', 'postSignOutRedirectUris'] as const) {
      for (const [position, uri] of application[field].entries()) {
        const problem = isMachine
          ? 'is of no use: nobody signs in to an application of type MachineToMachine: remove it'
          : findRedirectProblem(type, uri);
        if (problem) report([field, position], problem);
      }
    }
    for (const [position, name] of (application.roles ?? []).entries()) {
      if (!rolesOf('User').includes(name)) continue;
      report(
        ['roles', position],
        `is "${name}", a role for users: give it the type MachineToMachine, or choose another`,
      );
    }
  }

  for (const [index, user] of users.entries()) {
    for (const [position, name] of user.roles.entries()) {
      if (!rolesOf('MachineToMachine').includes(name)) continue;
      const message = `is "${name}", a role for applications: give it the type User, or choose another`;
      problems.push({ path: ['users', index, 'roles', position], message });
    }
  }

  const reserved = roles.findIndex(({ name }) => name === managementRole);
  if (reserved >= 0) {
    const message = `is "${managementRole}", which every Logto has already: choose another one`;
    problems.push({ path: ['roles', reserved, 'name'], message });
  }
  return problems;
};
