import { list, type Wrapper } from "./wrapper.ts";

const container = list(
  "-e --env -u --user -w --workdir -v --volume --mount --name -p --publish --network --net --entrypoint --env-file -h --hostname -l --label --memory -m --cpus --platform --cap-add --device --add-host --restart --runtime --ulimit --tmpfs --shm-size --security-opt --detach-keys --index --log-driver --log-opt --gpus --ipc --pid --pull --cidfile --dns --volumes-from --user -H --host --context -c --config --log-level -f --file --project-name --project-directory --profile --connection",
);

/** What runs a program on another machine, or in a container. */
export const elsewhere: Readonly<Record<string, Wrapper>> = {
  clush: { valued: list("-w -g -x -l -f -t -u"), remote: true },
  "docker compose exec": { valued: container, skip: 1, remote: true },
  "docker compose run": { valued: container, skip: 1, remote: true },
  "docker container exec": { valued: container, skip: 1, remote: true },
  "docker container run": { valued: container, skip: 1, remote: true },
  "docker exec": { valued: container, skip: 1, remote: true },
  "docker run": { valued: container, skip: 1, remote: true },
  "docker-compose exec": { valued: container, skip: 1, remote: true },
  "docker-compose run": { valued: container, skip: 1, remote: true },
  "kubectl debug": { valued: list("-n --namespace -c --container --context --kubeconfig --cluster --image --target --profile"), skip: 1, remote: true },
  "kubectl exec": { valued: list("-n --namespace -c --container --context --kubeconfig --cluster"), skip: 1, remote: true },
  lima: { remote: true },
  "lxc exec": { skip: 1, remote: true },
  "lxc-attach": { valued: list("-n --name"), remote: true },
  "machinectl shell": { skip: 1, remote: true },
  "nerdctl exec": { valued: container, skip: 1, remote: true },
  "nerdctl run": { valued: container, skip: 1, remote: true },
  "oc exec": { valued: list("-n --namespace -c --container"), skip: 1, remote: true },
  "oc rsh": { valued: list("-n --namespace -c --container"), skip: 1, remote: true },
  pdsh: { valued: list("-w -g -x -l -f -t -u -R"), remote: true },
  "podman exec": { valued: container, skip: 1, remote: true },
  "podman run": { valued: container, skip: 1, remote: true },
  pssh: { valued: list("-h -H -l -p -o -e -t -O"), remote: true },
  wsl: { valued: list("-d -u --distribution --user"), remote: true },
};
