import { type Invocation, valuesOf } from "../invocation.ts";
import { isOwnHost } from "./test-names.ts";

type Variables = Readonly<Record<string, string>>;

/** An address that imitates a cloud on this machine, also under the names that such imitations have in networks of containers. */
function isOwnAddress(address: string): boolean {
  const host = (/^(?:https?:\/\/)?(\[[^\]]{0,60}\]|[^/:?#]{0,200})/i.exec(address)?.[1] ?? "").toLowerCase();
  return (
    host !== "" && (isOwnHost(host) || /^(?:localstack|minio|moto|azurite|dynamodb-local|fake-gcs|fake-gcs-server|localhost\.localstack\.cloud)$/.test(host))
  );
}

const all = (values: readonly string[]): boolean => values.length > 0 && values.every(isOwnAddress);
const set = (variables: Variables, pattern: RegExp): readonly string[] =>
  Object.entries(variables).flatMap(([name, value]) => (pattern.test(name) && value !== "" ? [value] : []));

/** Clusters that tools make on this machine. */
const ownCluster = /^(?:kind-[\w.-]{1,80}|k3d-[\w.-]{1,80}|minikube|docker-desktop|docker-for-desktop|rancher-desktop|orbstack|colima|microk8s)$/;

const isOwnContext = (call: Invocation): boolean => {
  const told = valuesOf(call, "--context|--kube-context");
  return (
    told.length > 0 && told.every((name) => ownCluster.test(name)) && valuesOf(call, "-s|--server|--kubeconfig|--cluster").every((value) => isOwnAddress(value))
  );
};

/** Whether a tool for a cloud speaks to an imitation of it on this machine, or to a cluster there. */
export function isEmulated(call: Invocation, variables: Variables): boolean {
  const { name, args, plain } = call;
  const told = valuesOf(call, "--endpoint-url|--endpoint|--host");
  switch (name) {
    case "awslocal":
      return told.every(isOwnAddress);
    case "aws":
    case "s5cmd":
    case "s3cmd":
      return all(told.length > 0 ? told : name === "aws" || name === "s5cmd" ? set(variables, /^(?:AWS_ENDPOINT_URL(?:_\w{1,40})?|S3_ENDPOINT_URL)$/) : []);
    case "mc":
      return (
        plain.some((word) => word.includes("/")) &&
        plain.filter((word) => word.includes("/")).every((word) => /^(?:local|localhost|test|minio-local|local-minio)\//.test(word))
      );
    case "kubectl":
    case "oc":
    case "k":
    case "helm":
    case "helmfile":
      return isOwnContext(call);
    case "kind":
    case "minikube":
    case "k3d":
    case "colima":
      return plain.includes("delete") || plain.includes("stop");
    case "az":
      return args.some((word) => /UseDevelopmentStorage=true|AccountName=devstoreaccount1;.{0,400}(?:127\.0\.0\.1|localhost|azurite):/.test(word));
    case "gcloud":
    case "bq":
    case "gsutil":
    case "firebase":
      return (
        all(set(variables, /^(?:CLOUDSDK_API_ENDPOINT_OVERRIDES_\w{1,40}|\w{1,40}_EMULATOR_HOST)$/)) ||
        plain.slice(0, 3).some((word) => /^emulators(?::\w{1,20})?$/.test(word))
      );
    default:
      return false;
  }
}
