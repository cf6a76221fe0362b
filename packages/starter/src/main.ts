import { relative } from 'node:path';
import { createProject } from './create-project.ts';
import { CommandError, readCommand } from './read-command.ts';
import { refuseFull, writeFolder } from './write-folder.ts';

// pnpm and npm run this in a folder of the repository. A path is relative to where the command was typed.
const from = process.env.INIT_CWD ?? process.cwd();

try {
  // pnpm passes on the -- that npm requires.
  const command = readCommand(
    process.argv.slice(2).filter((parameter) => parameter !== '--'),
    from,
  );
  refuseFull(command.folder);
  const files = createProject(command);
  writeFolder(command.folder, files);
  console.log(`${command.name}: ${files.size} files in ${command.folder}

  cd ${relative(from, command.folder)}
  npm install
  npm run dev
`);
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
