import { z } from 'zod';
import { Answer, missing, page, read, refuse } from './answer.ts';
import { byId, drop, type Routes } from './route.ts';
import { newId, type Role, type State } from './state.ts';

const tenantId = 'default';
const scopesOf = (state: State, resourceId: string) =>
  state.scopes.filter((scope) => scope.resourceId === resourceId).map((scope) => ({ tenantId, ...scope }));

const shownRole = ({ scopeIds: _scopeIds, ...role }: Role) => ({ tenantId, ...role });

const checkScopes = (state: State, ids: string[]) => {
  for (const id of ids) byId(state.scopes, id, 'scopes');
};

const dropScope = (state: State, id: string | undefined) => {
  drop(state.scopes, id);
  for (const role of state.roles) role.scopeIds = role.scopeIds.filter((granted) => granted !== id);
  for (const role of state.organizationRoles) {
    role.resourceScopeIds = role.resourceScopeIds.filter((granted) => granted !== id);
  }
};

export const resourceRoutes: Routes = {
  'GET /api/resources': ({ state, query }) => {
    const items = state.resources.map((resource) => ({
      tenantId,
      ...resource,
      ...(query.get('includeScopes') === 'true' && { scopes: scopesOf(state, resource.id) }),
    }));
    return page(items, query, 'optional');
  },
  'POST /api/resources': ({ state, body }) => {
    const schema = z.strictObject({
      name: z.string(),
      indicator: z.string(),
      accessTokenTtl: z.number().default(3600),
    });
    const values = read(schema, body);
    if (state.resources.some(({ indicator }) => indicator === values.indicator)) {
      const message = `The API identifier ${values.indicator} is already in use`;
      throw refuse(422, 'resource.resource_identifier_in_use', message);
    }
    const resource = { id: newId(21), ...values, isDefault: false };
    state.resources.push(resource);
    return new Answer(201, { tenantId, ...resource, scopes: [] });
  },
  'PATCH /api/resources/:': ({ state, parts: [id], body }) => {
    const schema = z.object({ name: z.string().optional(), accessTokenTtl: z.number().optional() });
    const values = read(schema, body);
    if (Object.keys(values).length === 0) {
      throw refuse(422, 'entity.invalid_input', 'Invalid input. Value list must not be empty.');
    }
    return new Answer(200, { tenantId, ...Object.assign(byId(state.resources, id), values) });
  },
  'DELETE /api/resources/:': ({ state, parts: [id] }) => {
    if (id === 'management-api') {
      throw refuse(400, 'resource.cannot_delete_management_api', 'Cannot delete Logto Management API.');
    }
    drop(state.resources, id, 'resources');
    for (const scope of state.scopes.filter(({ resourceId }) => resourceId === id)) {
      dropScope(state, scope.id);
    }
    return new Answer(204);
  },
  'POST /api/resources/:/scopes': ({ state, parts: [resourceId = ''], body }) => {
    const values = read(z.strictObject({ name: z.string(), description: z.string().optional() }), body);
    byId(state.resources, resourceId, 'resources');
    if (scopesOf(state, resourceId).some(({ name }) => name === values.name)) {
      throw refuse(422, 'scope.name_exists', `The scope name ${values.name} is already in use`);
    }
    const { name, description = null } = values;
    const scope = { id: newId(21), resourceId, name, description, createdAt: Date.now() };
    state.scopes.push(scope);
    return new Answer(201, { tenantId, ...scope });
  },
  'PATCH /api/resources/:/scopes/:': ({ state, parts: [, id], body }) => {
    const values = read(z.strictObject({ description: z.string() }), body);
    return new Answer(200, { tenantId, ...Object.assign(byId(state.scopes, id), values) });
  },
  'DELETE /api/resources/:/scopes/:': ({ state, parts: [, id] }) => {
    dropScope(state, id);
    return new Answer(204);
  },

  'GET /api/roles': ({ state, query }) => {
    const extra = { usersCount: 0, featuredUsers: [], applicationsCount: 0, featuredApplications: [] };
    const items = state.roles.toReversed().map((role) => ({ ...shownRole(role), ...extra }));
    return page(items, query, 'always');
  },
  'POST /api/roles': ({ state, body }) => {
    const schema = z.strictObject({
      name: z.string(),
      description: z.string(),
      type: z.enum(['User', 'MachineToMachine']),
      scopeIds: z.array(z.string()).default([]),
    });
    const { scopeIds, ...values } = read(schema, body);
    if (state.roles.some(({ name }) => name === values.name)) {
      throw refuse(422, 'role.name_in_use', `This role name ${values.name} is already in use`);
    }
    // As recorded: the role is created even if one of its permissions does not exist.
    const role: Role = { id: newId(21), ...values, isDefault: false, scopeIds: [] };
    state.roles.push(role);
    checkScopes(state, scopeIds);
    role.scopeIds = scopeIds;
    return new Answer(200, shownRole(role));
  },
  'PATCH /api/roles/:': ({ state, parts: [id], body }) => {
    const values = read(z.strictObject({ description: z.string() }), body);
    return new Answer(200, shownRole(Object.assign(byId(state.roles, id), values)));
  },
  'DELETE /api/roles/:': ({ state, parts: [id] }) => {
    drop(state.roles, id);
    for (const holder of [...state.users, ...state.applications]) {
      holder.roleIds = holder.roleIds.filter((roleId) => roleId !== id);
    }
    return new Answer(204);
  },
  'GET /api/roles/:/scopes': ({ state, parts: [id], query }) => {
    const items = byId(state.roles, id).scopeIds.flatMap((scopeId) => {
      const scope = state.scopes.find((candidate) => candidate.id === scopeId);
      const resource = scope && { tenantId, ...byId(state.resources, scope.resourceId) };
      return scope ? [{ tenantId, ...scope, resource }] : [];
    });
    return page(items, query, 'optional');
  },
  'POST /api/roles/:/scopes': ({ state, parts: [id], body }) => {
    const { scopeIds } = read(z.strictObject({ scopeIds: z.array(z.string()).min(1) }), body);
    const role = byId(state.roles, id);
    const [known] = scopeIds.filter((scopeId) => role.scopeIds.includes(scopeId));
    if (known) {
      const message = `The scope id ${known} has already been added to this role`;
      throw refuse(422, 'role.scope_exists', message);
    }
    checkScopes(state, scopeIds);
    role.scopeIds.push(...scopeIds);
    return new Answer(
      201,
      role.scopeIds.map((scopeId) => ({ tenantId, ...byId(state.scopes, scopeId) })),
    );
  },
  'DELETE /api/roles/:/scopes/:': ({ state, parts: [id, scopeId = ''] }) => {
    const role = byId(state.roles, id);
    if (!role.scopeIds.includes(scopeId)) throw missing();
    role.scopeIds = role.scopeIds.filter((granted) => granted !== scopeId);
    return new Answer(204);
  },
};
