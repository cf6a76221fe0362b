import { z } from 'zod';
import { Answer, missing, page, read, refuse, taken, unknownRelation } from './answer.ts';
import { byId, drop, type Routes } from './route.ts';
import {
  newId,
  type Organization,
  type OrganizationRole,
  organization as organizationOf,
  type State,
} from './state.ts';

const tenantId = 'default';
const ids = z.array(z.string());
const custom = z.record(z.string(), z.unknown());

export const shownOrganization = ({ members: _members, ...values }: Organization) => {
  const look = { color: {}, branding: {}, customCss: null };
  return { tenantId, ...values, ...look, createdAt: 1_795_200_906_508 };
};

const shownRole = (role: OrganizationRole) => {
  const { organizationScopeIds: _scopes, resourceScopeIds: _resourceScopes, ...values } = role;
  return { tenantId, ...values };
};

const listedRole = (state: State) => (role: OrganizationRole) => ({
  ...shownRole(role),
  scopes: state.organizationScopes
    .filter(({ id }) => role.organizationScopeIds.includes(id))
    .map(({ id, name }) => ({ id, name })),
  resourceScopes: state.scopes
    .filter(({ id }) => role.resourceScopeIds.includes(id))
    .map(({ id, name, resourceId }) => {
      const resource = byId(state.resources, resourceId);
      return { id, name, resource: { id: resource.id, name: resource.name } };
    }),
});

const check = (items: Array<{ id: string }>, wanted: string[]) => {
  if (wanted.some((id) => !items.some((item) => item.id === id))) throw unknownRelation();
};

const memberOf = ({ members }: Organization, userId = '') => {
  const roles = members.get(userId);
  if (!roles) {
    const message = 'The user must be a member of the organization to proceed.';
    throw refuse(422, 'organization.require_membership', message);
  }
  return roles;
};

export const organizationRoutes: Routes = {
  'GET /api/organization-scopes': ({ state, query }) =>
    page(
      state.organizationScopes.map((scope) => ({ tenantId, ...scope })),
      query,
      'optional',
    ),
  'POST /api/organization-scopes': ({ state, body }) => {
    const values = read(z.strictObject({ name: z.string(), description: z.string() }), body);
    if (state.organizationScopes.some(({ name }) => name === values.name)) throw taken();
    const scope = { id: newId(21), ...values };
    state.organizationScopes.push(scope);
    return new Answer(201, { tenantId, ...scope });
  },
  'PATCH /api/organization-scopes/:': ({ state, parts: [id], body }) => {
    const values = read(z.strictObject({ description: z.string() }), body);
    return new Answer(200, { tenantId, ...Object.assign(byId(state.organizationScopes, id), values) });
  },
  'DELETE /api/organization-scopes/:': ({ state, parts: [id] }) => {
    drop(state.organizationScopes, id);
    return new Answer(204);
  },

  'GET /api/organization-roles': ({ state, query }) =>
    page(state.organizationRoles.map(listedRole(state)), query, 'always'),
  'POST /api/organization-roles': ({ state, body }) => {
    const schema = z.strictObject({
      name: z.string(),
      description: z.string(),
      type: z.enum(['User', 'MachineToMachine']),
      organizationScopeIds: ids.default([]),
      resourceScopeIds: ids.default([]),
    });
    const values = read(schema, body);
    if (state.organizationRoles.some(({ name }) => name === values.name)) throw taken();
    check(state.organizationScopes, values.organizationScopeIds);
    check(state.scopes, values.resourceScopeIds);
    const role = { id: newId(21), ...values };
    state.organizationRoles.push(role);
    return new Answer(201, shownRole(role));
  },
  'PATCH /api/organization-roles/:': ({ state, parts: [id], body }) => {
    const values = read(z.strictObject({ description: z.string() }), body);
    return new Answer(200, shownRole(Object.assign(byId(state.organizationRoles, id), values)));
  },
  'PUT /api/organization-roles/:/scopes': ({ state, parts: [id], body }) => {
    const values = read(z.strictObject({ organizationScopeIds: ids }), body);
    check(state.organizationScopes, values.organizationScopeIds);
    Object.assign(byId(state.organizationRoles, id), values);
    return new Answer(204);
  },
  'PUT /api/organization-roles/:/resource-scopes': ({ state, parts: [id], body }) => {
    const { scopeIds } = read(z.strictObject({ scopeIds: ids }), body);
    check(state.scopes, scopeIds);
    byId(state.organizationRoles, id).resourceScopeIds = scopeIds;
    return new Answer(204);
  },
  'DELETE /api/organization-roles/:': ({ state, parts: [id] }) => {
    drop(state.organizationRoles, id);
    return new Answer(204);
  },

  'GET /api/organizations': ({ state, query }) =>
    page(state.organizations.map(shownOrganization), query, 'always'),
  'POST /api/organizations': ({ state, body }) => {
    const schema = z.strictObject({
      name: z.string(),
      description: z.string().optional(),
      customData: custom.optional(),
    });
    const { name, ...values } = read(schema, body);
    const organization = organizationOf(name, values);
    state.organizations.push(organization);
    return new Answer(201, shownOrganization(organization));
  },
  'PATCH /api/organizations/:': ({ state, parts: [id], body }) => {
    const schema = z.strictObject({ description: z.string().optional(), customData: custom.optional() });
    const values = read(schema, body);
    return new Answer(200, shownOrganization(Object.assign(byId(state.organizations, id), values)));
  },
  'DELETE /api/organizations/:': ({ state, parts: [id] }) => {
    drop(state.organizations, id);
    return new Answer(204);
  },
  'POST /api/organizations/:/users': ({ state, parts: [id], body }) => {
    const { userIds } = read(z.strictObject({ userIds: ids.min(1) }), body);
    check(state.users, userIds);
    const { members } = byId(state.organizations, id);
    for (const userId of userIds) members.set(userId, members.get(userId) ?? []);
    return new Answer(201, { userIds });
  },
  'DELETE /api/organizations/:/users/:': ({ state, parts: [id, userId = ''] }) => {
    if (!byId(state.organizations, id).members.delete(userId)) throw missing();
    return new Answer(204);
  },
  'PUT /api/organizations/:/users/:/roles': ({ state, parts: [id, userId], body }) => {
    const { organizationRoleIds } = read(z.strictObject({ organizationRoleIds: ids }), body);
    const roles = memberOf(byId(state.organizations, id), userId);
    check(state.organizationRoles, organizationRoleIds);
    roles.splice(0, roles.length, ...organizationRoleIds);
    return new Answer(204);
  },
};
