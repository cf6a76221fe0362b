import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import type { Plugin } from 'rolldown';
import { bundleDeclarations } from './declarations.ts';

const pathOf = (address: string): string => fileURLToPath(new URL(address, import.meta.url));
const read = (address: string): string => readFileSync(pathOf(address), 'utf8');

/** The licenses of the packages that the bundle contains, whose texts must come with copies of them. */
const licensesOf = (moduleIds: string[]): string => {
  const folders = moduleIds.flatMap(
    (id) => /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? [],
  );
  const texts = [...new Set(folders)].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `License: ${license}`;
    return `## ${name} ${version}\n\n${text}\n`;
  });
  return ['# Licenses of the packages that this one contains\n', ...texts.toSorted()].join('\n');
};

/** What the package exports: the source of each module, and the names in its declarations. */
const exported = {
  '.': {
    source: 'package',
    names: ['startLocalLogto', 'Options', 'LocalLogto', 'TenantInput', 'TenantError'],
  },
  './control': {
    source: 'control/control-client',
    names: ['createControlClient', 'ControlClient', 'Faults', 'LoggedRequest', 'Message'],
  },
  './playwright': {
    source: 'playwright',
    names: ['test', 'expect', 'fillSignInForm', 'LogtoOptions', 'LogtoFixtures'],
  },
};

const manifest = () => {
  const { version } = JSON.parse(read('../package.json'));
  const { engines, license } = JSON.parse(read('../../../package.json'));
  const modules = Object.entries(exported).map(([path, { source }]) => [
    path,
    { types: `./${basename(source)}.d.ts`, default: `./${basename(source)}.js` },
  ]);
  const files = ['./tenant.schema.json', './example.json'].map((path) => [path, path]);
  return {
    name: 'local-logto',
    version,
    description: 'A Logto for development and tests: one process, in memory, without Docker',
    license,
    type: 'module',
    engines,
    bin: { 'local-logto': 'main.js' },
    exports: Object.fromEntries([...modules, ...files]),
    peerDependencies: { '@playwright/test': '*' },
    peerDependenciesMeta: { '@playwright/test': { optional: true } },
  };
};

/** The README without links to files that are not in the package. */
const readme = (): string =>
  read('../README.md').replaceAll(/\[([^\]]+)\]\((?!https?:|#|example\.json)[^)]+\)/g, '$1');

const folders = { '@repo/tenant': pathOf('../../tenant/src') };

/** What makes the output folder an npm package of its own: `npm pack` there, and install the file anywhere. */
export const packageFiles = (): Plugin => ({
  name: 'package-files',
  async generateBundle(_options, bundle) {
    const emit = (fileName: string, source: string) => this.emitFile({ type: 'asset', fileName, source });
    const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    const schema = read('../../tenant/tenant.schema.json');
    // The schema's own types need its library.
    const types = await compile(JSON.parse(schema), 'TenantInput', { bannerComment: '', format: false });
    const known = { TenantInput: types.replaceAll(/^export /gm, ''), Tenant: 'type Tenant = TenantInput;' };

    for (const { source, names } of Object.values(exported)) {
      const declarations = bundleDeclarations(pathOf(`../src/${source}.ts`), names, folders, known);
      emit(`${basename(source)}.d.ts`, declarations);
    }
    emit('package.json', JSON.stringify(manifest(), undefined, 2));
    emit('README.md', readme());
    emit('LICENSE', read('../../../LICENSE'));
    emit('LICENSES-OF-PACKAGES.md', licensesOf(chunks));
    emit('tenant.schema.json', schema);
    emit('example.json', read('../example.json'));
  },
});
