/** What must be known of a program to tell its options from its words. */
export interface ProgramShape {
  /** Options whose value is the next word. */
  readonly valued?: readonly string[];
  /** Its options are whole words behind one dash: `-delete`, `-auto-approve`. */
  readonly wordy?: boolean;
  /** More options whose value is the next word, behind such a first word. */
  readonly within?: Readonly<Record<string, readonly string[]>>;
}

const list = (text: string): readonly string[] => text.split(" ");

/** Only programs of which a rule asks for words or operands need to be here. */
const programShapes: Readonly<Record<string, ProgramShape>> = {
  git: {
    valued: list("-C -c --git-dir --work-tree --namespace --exec-path --config-env -m -F --message --author --date -o --push-option --receive-pack --repo"),
    within: {
      checkout: list("-b -B --orphan --conflict --pathspec-from-file"),
      clean: list("-e --exclude"),
      clone: list("-b --branch --config --depth --origin -u --upload-pack --reference --template --filter --separate-git-dir -j --jobs"),
      config: list("-f --file --blob --type --default --value --url"),
      fetch: list("--depth --deepen -j --jobs --refmap --negotiation-tip --shallow-since --shallow-exclude --upload-pack --filter"),
      init: list("--template --separate-git-dir -b --initial-branch --object-format"),
      push: list("--exec"),
      rebase: list("-x --exec -X --strategy-option -s --strategy --onto --whitespace"),
      restore: list("-s --source --conflict --pathspec-from-file"),
      switch: list("--orphan --conflict"),
    },
  },
  kubectl: {
    valued: list(
      "-n --namespace --context --cluster --kubeconfig --user --as --as-group -s --server --token -l --selector -f --filename -o --output --field-selector -c --container --grace-period --timeout --request-timeout -p --patch --type --replicas -k --kustomize",
    ),
  },
  helm: { valued: list("-n --namespace --kube-context --kubeconfig -f --values --set --version --timeout") },
  aws: {
    valued: list(
      "--profile --region --endpoint-url --output --query --ca-bundle --cli-read-timeout --cli-connect-timeout --color --exclude --include --bucket --key --acl --storage-class --content-type --cache-control --grants --metadata --sse",
    ),
  },
  gcloud: { valued: list("--project --account --configuration --format --filter --zone --region --impersonate-service-account --verbosity") },
  az: { valued: list("--subscription --output -o --query -g --resource-group -n --name --ids") },
  docker: {
    valued: list(
      "-H --host --context -c --config --log-level -l --tlscacert --tlscert --tlskey -f --file -p --project-name --project-directory --env-file --profile --filter -t --timeout",
    ),
  },
  "docker-compose": { valued: list("-f --file -p --project-name --project-directory --env-file --profile -t --timeout") },
  systemctl: { valued: list("-H --host -M --machine -t --type -p --property -s --signal --kill-who -n --lines -o --output") },
  crontab: { valued: list("-u") },
  terraform: { wordy: true, valued: list("-target -var -var-file -state -out") },
  tofu: { wordy: true, valued: list("-target -var -var-file -state -out") },
  terragrunt: { wordy: true },
  find: { wordy: true },
  duckdb: { wordy: true, valued: list("-c -s -cmd -init -f -separator -newline -nullvalue") },
  alembic: { valued: list("-c --config -n --name -x") },
  flask: { valued: list("-A --app -d --directory -x --env-file") },
  rails: { valued: list("-e --environment") },
  artisan: { valued: list("--execute --env --database --path") },
  "manage.py": { valued: list("-c --command --settings --database --pythonpath") },
  migrate: { wordy: true, valued: list("-path -database -source") },
  flyway: { wordy: true },
  goose: { valued: list("-dir -table -env-file") },
  dbmate: { valued: list("-u --url -e --env -d --migrations-dir -s --schema-file") },
  sequelize: { valued: list("--env --config --url --migrations-path --name") },
  "sequelize-cli": { valued: list("--env --config --url --migrations-path --name") },
  typeorm: { valued: list("-d --dataSource") },
  mix: { valued: list("-e --eval -r --repo") },
  psql: { valued: list("-c --command -d --dbname -f --file -h --host -p --port -U --username -v --set -o --output -F -P -R -T -L") },
  mysql: { valued: list("--init-command -e --execute -h --host -P --port -u --user -D --database -S --socket --default-character-set") },
  mariadb: { valued: list("-e --execute -h --host -P --port -u --user -D --database -S --socket") },
  sqlite3: { wordy: true, valued: list("-cmd -init -separator -newline -nullvalue") },
  mysqladmin: { valued: list("-h --host -P --port -u --user -S --socket") },
  "mariadb-admin": { valued: list("-h --host -P --port -u --user -S --socket") },
  dropdb: { valued: list("-h --host -p --port -U --username --maintenance-db") },
  dropuser: { valued: list("-h --host -p --port -U --username") },
  pg_restore: { valued: list("-d --dbname -h --host -p --port -U --username -F -j --jobs -n --schema -t --table -L -f") },
  pgcli: { valued: list("-h --host -p --port -U --username -d --dbname") },
  mongorestore: { valued: list("--uri -h --host --port -u --username -p --password -d --db -c --collection --authenticationDatabase --archive --nsInclude") },
  rabbitmqctl: { valued: list("-n --node -p --vhost -t --timeout") },
  celery: { valued: list("-A --app -b --broker --workdir --config -Q --queues") },
  nats: { valued: list("-s --server --user --password --creds --context --timeout") },
  consul: { valued: list("-http-addr -token -datacenter -namespace"), wordy: true },
  etcdctl: { valued: list("--endpoints --cacert --cert --key --user --command-timeout") },
  mc: { valued: list("--config-dir -C --older-than --newer-than --version-id") },
  "redis-cli": { valued: list("-h -p -a -n -u --user --pass -s -i -r --pipe-timeout --pattern") },
  npm: { valued: list("--prefix -w --workspace --registry --tag --otp --access -C --userconfig") },
  pnpm: { valued: list("-C --dir --filter -F --registry --tag --otp") },
  yarn: { valued: list("--cwd --registry --tag --otp") },
  npx: { valued: list("-p --package -c --call") },
  codex: { valued: list("-s --sandbox -a --ask-for-approval -c --config -m --model -p --profile -C --cd -i --image") },
  gh: {
    valued: list(
      "-R --repo --hostname -t --title -b --body -X --method -H --header -f -F --raw-field --field --jq -q --input --body-file --notes --notes-file -l --label --target --visibility --env -e --org -o --source",
    ),
    within: { repo: list("--branch"), pr: list("--base -B --head --reviewer -r"), secret: list("-a --app -r --repos -v") },
  },
  glab: { valued: list("-R --repo --hostname -t --title -d --description -X --method -H --header -f -F --raw-field --field --input -b -l --label -g --group") },
  curl: {
    valued: list(
      "-X --request -H --header -d --data --data-raw --data-binary --data-urlencode --data-ascii -F --form -o --output -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar -T --upload-file -K --config -x --proxy -m --max-time --connect-timeout --retry --retry-delay -w --write-out -E --cert --key --cacert --resolve --url --json -r --range --limit-rate --form-string --unix-socket",
    ),
  },
  wget: {
    valued: list(
      "-O --output-document -o --output-file -P --directory-prefix --header --post-data --post-file --body-file --body-data -t --tries -T --timeout -U --user-agent -a --user --password -i --method",
    ),
  },
  ssh: { valued: list("-p -i -l -o -F -L -R -D -J -b -c -m -e -E -I -O -Q -S -W -w -B") },
  scp: { valued: list("-P -i -o -F -c -l -J -S -D -X") },
  rsync: {
    valued: list(
      "-e --rsh --exclude --include --filter -f --files-from --exclude-from --include-from --rsync-path --port --bwlimit -T --temp-dir --log-file --chmod --chown --timeout --password-file -M --partial-dir --suffix --max-size --min-size",
    ),
  },
  tar: {
    valued: list(
      "-f --file -C --directory --exclude --checkpoint --checkpoint-action --to-command -I --use-compress-program -T --files-from -X --transform --strip-components --owner --group",
    ),
  },
  dd: {},
  gtar: { valued: list("-f --file -C --directory --exclude -T --files-from -X --transform --strip-components") },
  bsdtar: { valued: list("-f --file -C --directory --exclude -T -X -s --strip-components") },
  cpio: { valued: list("-D --directory -F --file -O -I -E -R -C -H") },
  uniq: { valued: list("-f -s -w --skip-fields --skip-chars --check-chars") },
  xxd: { valued: list("-c -cols -g -groupsize -l -len -o -s -seek -n -name") },
  ffmpeg: {
    wordy: true,
    valued: list("-i -c -c:v -c:a -f -ss -t -to -r -vf -af -b -b:v -b:a -s -map -preset -crf -codec -filter_complex -vcodec -acodec -loglevel -v"),
  },
  objcopy: { valued: list("-O -I -B -j -R -S --output-target --input-target --only-section --remove-section --set-section-flags --add-section") },
  "7z": { valued: ["-o"] },
  gzip: { valued: list("-S --suffix") },
  xz: { valued: list("-S --suffix -T --threads -M --memlimit") },
  pigz: { valued: list("-p -S -b") },
  strip: { valued: list("-o -R -K -N -F -O -I") },
  "qemu-img": { valued: list("-f -O -o -F -B -b -l -S") },
  mkfs: { valued: list("-t --type -L -b -N -m -O -E -U") },
  fuser: { valued: list("-n --namespace") },
  rename: {},
  unzip: { valued: list("-d -P") },
  pwsh: { wordy: true },
  powershell: { wordy: true },
  "remove-item": { wordy: true },
  ri: { wordy: true },
  fallocate: { valued: list("-l -o --length --offset") },
  rclone: { valued: list("--config --include --exclude --filter") },
  gsutil: { valued: ["-o", "-h"] },
  shred: { valued: list("-n --iterations -s --size --random-source") },
  truncate: { valued: list("-s --size -r --reference") },
  chmod: { valued: list("--reference") },
  chown: { valued: list("--reference --from") },
  cp: { valued: list("-t --target-directory -S --suffix") },
  mv: { valued: list("-t --target-directory -S --suffix") },
  ln: { valued: list("-t --target-directory -S --suffix") },
  install: { valued: list("-t --target-directory -S --suffix -m --mode -o --owner -g --group") },
  kill: { valued: list("-s --signal -n") },
  pkill: { valued: list("-s --signal -u -U -t -P -g --parent --euid --uid -F --pidfile") },
  killall: { valued: list("-s --signal -u --user -o -y") },
  sed: { valued: list("-e --expression -f --file -l --line-length") },
  tee: {},
  head: { valued: list("-n -c --lines --bytes") },
  tail: { valued: list("-n -c --lines --bytes") },
  grep: { valued: list("-e --regexp -f --file -m -A -B -C --include --exclude --exclude-dir --color") },
  rg: { valued: list("-e --regexp -f --file -m -A -B -C -g --glob -t --type") },
  iptables: { valued: list("-t --table") },
  ip6tables: { valued: list("-t --table") },
  heroku: { valued: list("-a --app --confirm -r --remote") },
  fly: { valued: list("-a --app -c --config") },
  flyctl: { valued: list("-a --app -c --config") },
  mongosh: { valued: list("--eval --host --port -u --username -p --password --authenticationDatabase -f --file") },
  mongo: { valued: list("--eval --host --port -u --username -p --password --authenticationDatabase") },
  nc: { valued: list("-p -s -w -q -X -x -i -I -O -T -V -g -G") },
  openssl: { wordy: true, valued: list("-in -out -inkey -pass -passin -passout -days -subj -keyout -config -k -K -iv") },
  java: { wordy: true },
  pulumi: { valued: list("-s --stack -C --cwd") },
  restic: { valued: list("-r --repo --repository-file -p --password-file --password-command -o --option --cache-dir --key-hint --tag --host") },
  rustic: { valued: list("-r --repo --repository -p --password-file -P --use-profile") },
  borg: { valued: list("-r --repo --remote-path --rsh --lock-wait") },
  kopia: { valued: list("--config-file --password --log-dir") },
  b2: { valued: list("--profile --account-info") },
  cargo: { valued: list("-p --package --manifest-path --target-dir --version --vers --token --registry --index --color -Z --config -C") },
  ansible: { valued: list("-m --module-name -a --args -i --inventory --inventory-file -u --user -e --extra-vars -l --limit -f --forks -t -c") },
};

const noShape: ProgramShape = {};

/** The shape of a program; empty where nothing is known. */
export const shapeOf = (name: string): ProgramShape => (Object.hasOwn(programShapes, name) ? (programShapes[name] ?? noShape) : noShape);
