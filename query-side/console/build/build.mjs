/*
 * The console's part of the Maven build:
 *
 *   node build.mjs pages STATE-FOLDER OUTPUT-FOLDER   builds the pages
 *   node build.mjs check STATE-FOLDER                 lints the sources and runs their tests
 *
 * Each does nothing when none of its sources has changed since it last went well, and installs the packages first
 * when the lock file has. Changes are told by sums, which survive a checkout; times of files do not.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const lockFiles = ['package-lock.json', '.npmrc'];
const pageFiles = [
  ...lockFiles,
  'index.html',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'src',
  'public',
];
const checkedFiles = [...pageFiles, 'eslint.config.js', '.prettierrc.json', '.prettierignore', 'build'];

function filesUnder(path) {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const inside = join(path, entry.name);
    return entry.isDirectory() ? filesUnder(inside) : [inside];
  });
}

function sumOf(names) {
  const sum = createHash('sha256');
  for (const name of names) {
    const path = join(project, name);
    const files = name === 'src' || name === 'public' || name === 'build' ? filesUnder(path).sort() : [path];
    for (const file of files) {
      sum.update(file.slice(project.length)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return sum.digest('hex');
}

/** Does the work when the sum of the files is not the one remembered, and remembers it when the work went well. */
function whenChanged(files, memory, work) {
  const sum = sumOf(files);
  if (existsSync(memory) && readFileSync(memory, 'utf8') === sum) {
    return;
  }
  work();
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, sum);
}

function npm(words, environment = {}) {
  console.log(`Console: npm ${words.join(' ')}`);
  const done = spawnSync('npm', words, {
    cwd: project,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (done.error) {
    console.error(`npm cannot be started: ${done.error.message}`);
  }
  if (done.status !== 0) {
    process.exit(done.status ?? 1);
  }
}

function installPackages() {
  whenChanged(lockFiles, join(project, 'node_modules', '.retrace-lock.sum'), () => {
    npm(['ci', '--no-audit', '--no-fund']);
  });
}

function buildPages(state, output) {
  installPackages();
  const memory = join(state, 'console-pages.sum');
  if (!existsSync(join(output, 'index.html'))) {
    rmSync(memory, { force: true });
  }
  whenChanged(pageFiles, memory, () => {
    npm(['run', '--silent', 'build'], { CONSOLE_OUTPUT: output });
  });
}

function check(state) {
  installPackages();
  whenChanged(checkedFiles, join(state, 'console-check.sum'), () => {
    npm(['run', '--silent', 'lint']);
    npm(['run', '--silent', 'test']);
  });
}

const [task, state, output] = process.argv.slice(2);
if (task === 'pages' && state && output) {
  buildPages(resolve(state), resolve(output));
} else if (task === 'check' && state) {
  check(resolve(state));
} else {
  console.error('usage: node build.mjs pages STATE-FOLDER OUTPUT-FOLDER | check STATE-FOLDER');
  process.exit(2);
}
