import { z } from 'zod';
import { Answer, page, read, refuse } from './answer.ts';
import { shownOrganization } from './organization-routes.ts';
import { byId, drop, type Routes } from './route.ts';
import { type State, type User, user as userOf } from './state.ts';

const shown = ({ password, roleIds: _roleIds, ...values }: User) => ({
  ...values,
  identities: {},
  lastSignInAt: null,
  createdAt: 1_795_200_905_689,
  updatedAt: 1_795_200_905_689,
  applicationId: null,
  cimdClientId: null,
  hasPassword: password !== '',
});

// As recorded: phone numbers have digits only; usernames have no dash and no leading digit.
const fields = {
  name: z.string(),
  primaryEmail: z.string().regex(/^\S+@\S+\.\S+$/),
  primaryPhone: z.string().regex(/^\d+$/),
  avatar: z.url(),
};
const data = {
  customData: z.record(z.string(), z.unknown()),
  profile: z.strictObject({
    familyName: z.string().optional(),
    givenName: z.string().optional(),
    nickname: z.string().optional(),
    website: z.string().optional(),
    gender: z.string().optional(),
    birthdate: z.string().optional(),
    zoneinfo: z.string().optional(),
    locale: z.string().optional(),
    address: z.record(z.string(), z.string()).optional(),
  }),
};
const username = z.string().regex(/^[A-Z_a-z]\w*$/);
const creation = z.strictObject({ ...fields, ...data, username, password: z.string().min(1) }).partial();
const nullable = Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, type.nullable()]));
const update = z.strictObject({ ...nullable, ...data }).partial();

const checkCollision = (state: State, values: Record<string, unknown>, own?: string) => {
  const others = state.users.filter(({ id }) => id !== own);
  const lower = (value: unknown) => String(value).toLowerCase();
  if (values.username && others.some((user) => user.username === values.username)) {
    throw refuse(422, 'user.username_already_in_use', 'This username is already in use.');
  }
  if (values.primaryEmail && others.some((user) => lower(user.primaryEmail) === lower(values.primaryEmail))) {
    const message = 'This email is associated with an existing account.';
    throw refuse(422, 'user.email_already_in_use', message);
  }
  if (values.primaryPhone && others.some((user) => user.primaryPhone === values.primaryPhone)) {
    const message = 'This phone number is associated with an existing account.';
    throw refuse(422, 'user.phone_already_in_use', message);
  }
};

export const userRoutes: Routes = {
  'GET /api/users': ({ state, query }) => {
    const searched = ['username', 'primaryEmail', 'primaryPhone'] as const;
    const found = state.users.toReversed().filter((user) =>
      searched.every((field) => {
        const value = query.get(`search.${field}`);
        return value === null || user[field]?.toLowerCase() === value.toLowerCase();
      }),
    );
    return page(found.map(shown), query, 'always');
  },
  'GET /api/users/:': ({ state, parts: [id] }) => new Answer(200, shown(byId(state.users, id))),
  'POST /api/users': ({ state, body }) => {
    const values = read(creation, body);
    checkCollision(state, values);
    const roleIds = state.roles.filter(({ isDefault }) => isDefault).map(({ id }) => id);
    const user = userOf({ ...values, roleIds });
    state.users.push(user);
    return new Answer(200, shown(user));
  },
  'PATCH /api/users/:': ({ state, parts: [id], body }) => {
    const values = read(update, body);
    const user = byId(state.users, id);
    checkCollision(state, values, id);
    return new Answer(200, shown(Object.assign(user, values)));
  },
  'PATCH /api/users/:/password': ({ state, parts: [id], body }) => {
    const values = read(z.strictObject({ password: z.string().min(1) }), body);
    return new Answer(200, shown(Object.assign(byId(state.users, id), values)));
  },
  'DELETE /api/users/:': ({ state, parts: [id = ''] }) => {
    drop(state.users, id);
    for (const { members } of state.organizations) members.delete(id);
    return new Answer(204);
  },
  'GET /api/users/:/roles': ({ state, parts: [id], query }) => {
    const { roleIds } = byId(state.users, id);
    const roles = state.roles.filter((role) => roleIds.includes(role.id));
    return page(
      roles.map(({ scopeIds: _scopeIds, ...role }) => ({ tenantId: 'default', ...role })),
      query,
      'always',
    );
  },
  'PUT /api/users/:/roles': ({ state, parts: [id], body }) => {
    const { roleIds } = read(z.strictObject({ roleIds: z.array(z.string()) }), body);
    const user = byId(state.users, id);
    for (const roleId of roleIds) byId(state.roles, roleId, 'roles');
    user.roleIds = roleIds;
    return new Answer(200, { roleIds });
  },
  // As recorded: this list has no pages.
  'GET /api/users/:/organizations': ({ state, parts: [id = ''] }) => {
    byId(state.users, id);
    const own = state.organizations.flatMap((organization) => {
      const roleIds = organization.members.get(id);
      if (!roleIds) return [];
      const roles = state.organizationRoles.filter((role) => roleIds.includes(role.id));
      const organizationRoles = roles.map((role) => ({ id: role.id, name: role.name }));
      return [{ ...shownOrganization(organization), organizationRoles }];
    });
    return new Answer(200, own);
  },
};
