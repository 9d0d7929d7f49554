/** As one word of a shell. */
export const quoted = (command: string) => `'${command.replaceAll("'", "'\\''")}'`;

const doubleQuoted = (command: string) => `"${command.replaceAll(/[\\"$`]/g, "\\$&")}"`;

/** Around any command, also one of several lines: what it does stays the same. */
const aroundAnything: readonly ((command: string) => string)[] = [
  (command) => `true && ${command}`,
  (command) => `ls; ${command}`,
  (command) => `cd src && cd - > /dev/null; ${command}`,
  (command) => `(\n${command}\n)`,
  (command) => `{\n${command}\n}`,
  (command) => `if true; then\n${command}\nfi`,
  (command) => `for i in 1 2; do\n${command}\ndone`,
  (command) => `do_the_work() {\n${command}\n}\ndo_the_work`,
  (command) => `${command}\necho done`,
  (command) => `bash -c ${quoted(command)}`,
  (command) => `sh -c ${doubleQuoted(command)}`,
  (command) => `eval ${quoted(command)}`,
  (command) => `bash <<'END_OF_ALL'\n${command}\nEND_OF_ALL`,
  (command) => `timeout 60 bash -c ${quoted(command)}`,
  (command) => `x=$(\n${command}\n)`,
];

/** Only a shell that reads what was hidden gets to these. */
const aroundInHiding: readonly ((command: string) => string)[] = [
  (command) => `echo ${Buffer.from(command).toString("base64")} | base64 -d | sh`,
  (command) => `printf %s ${quoted(command)} | bash`,
  (command) => `bash -c ${quoted(`eval ${quoted(command)}`)}`,
];

/** Only around one simple command. */
const aroundOneCommand: readonly ((command: string) => string)[] = [
  (command) => `sudo ${command}`,
  (command) => `env A=1 ${command}`,
  (command) => `nohup ${command} &`,
  (command) => `${command} &`,
  (command) => `(${command})`,
  (command) => `{ ${command}; }`,
  (command) => `timeout 5 nice -n 3 ${command}`,
  (command) => `echo y | xargs -I{} ${command}`,
  (command) => `! ${command}`,
  (command) => `${command} || true`,
  (command) => `find . -name x -exec ${command} \\;`,
];

const isOneCommand = (command: string) => /^rm [\w\s./~-]+$/.test(command);

/** The same command in other clothes; each does what the command does. */
export const dressed = (command: string) =>
  [...aroundAnything, ...aroundInHiding, ...(isOneCommand(command) ? aroundOneCommand : [])].map((wrap) => wrap(command));

/** The same command where hiding would be asked about, in clothes that hide nothing. */
export const dressedOpenly = (command: string) => aroundAnything.map((wrap) => wrap(command));

/** Texts that speak of the command and do nothing. */
export const spokenOf = (command: string) => [
  `echo ${quoted(command)}`,
  `git commit -m ${quoted(command)}`,
  `grep -rn -e ${quoted(command)} src`,
  `cat > notes.md <<'END_OF_ALL'\n${command}\nEND_OF_ALL`,
  `text=${quoted(command)}; printf '%s\\n' "$text"`,
  `instar guard test ${quoted(command)}`,
];
