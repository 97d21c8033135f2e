import { xml } from "./request";
import { type Member, Refusal, type World } from "./state";

const gone = (what: string) => new Refusal(404, "NoSuchEntity", `There is no ${what}.`);

/** The operations of IAM as root of an account: what they answer, as XML, or undefined for an unknown one. */
export function iamAnswer(
  operation: string,
  account: string,
  input: URLSearchParams,
  world: World,
): string | undefined {
  if (input.has("UserName")) throw new Refusal(403, "AccessDenied", "UserName is left out in root sessions.");
  const root = world.members.get(account)!;
  switch (operation) {
    case "GetAccountSummary":
      return summary(root);
    case "GetLoginProfile":
      if (!root.password) throw gone("login profile");
      return `<LoginProfile><UserName>root</UserName><CreateDate>2020-01-01T00:00:00Z</CreateDate></LoginProfile>`;
    case "CreateLoginProfile":
      if (input.has("Password"))
        throw new Refusal(400, "ValidationError", "A root session names no password.");
      if (root.password) throw new Refusal(409, "EntityAlreadyExists", "There is a login profile.");
      root.password = true;
      return `<LoginProfile><UserName>root</UserName><CreateDate>2020-01-01T00:00:00Z</CreateDate></LoginProfile>`;
    case "ListAccessKeys":
      return list("AccessKeyMetadata", root.keys, (id) => `<AccessKeyId>${xml(id)}</AccessKeyId>`, input);
    case "ListSigningCertificates":
      return list(
        "Certificates",
        root.certificates,
        (id) => `<CertificateId>${xml(id)}</CertificateId>`,
        input,
      );
    case "ListMFADevices":
      return list("MFADevices", root.devices, (id) => `<SerialNumber>${xml(id)}</SerialNumber>`, input);
    case "DeleteLoginProfile":
      remove(world, account, "password", "", root.password);
      root.password = false;
      return "";
    case "DeleteAccessKey":
      return take(world, account, "access-key", input.get("AccessKeyId")!, root.keys);
    case "DeleteSigningCertificate":
      return take(world, account, "signing-certificate", input.get("CertificateId")!, root.certificates);
    case "DeactivateMFADevice":
      return take(world, account, "mfa-device", input.get("SerialNumber")!, root.devices);
    default:
      return undefined;
  }
}

function summary({ password, keys, certificates, devices }: Member): string {
  const entries = {
    Users: 7,
    AccountPasswordPresent: Number(password),
    AccountAccessKeysPresent: Number(keys.length > 0),
    AccountSigningCertificatesPresent: Number(certificates.length > 0),
    AccountMFAEnabled: Number(devices.length > 0),
  };
  const rows = Object.entries(entries).map(
    ([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`,
  );
  return `<SummaryMap>${rows.join("")}</SummaryMap>`;
}

/** One entry a page, so that nobody takes the first page for all. */
function list(
  name: string,
  ids: readonly string[],
  row: (id: string) => string,
  input: URLSearchParams,
): string {
  const at = Number(input.get("Marker") ?? 0);
  const rows = ids.slice(at, at + 1).map((id) => `<member>${row(id)}</member>`);
  const more = at + 1 < ids.length;
  return `<${name}>${rows.join("")}</${name}><IsTruncated>${more}</IsTruncated>${more ? `<Marker>${at + 1}</Marker>` : ""}`;
}

function take(world: World, account: string, kind: string, id: string, ids: string[]): string {
  const at = ids.indexOf(id);
  remove(world, account, kind, id, at !== -1);
  ids.splice(at, 1);
  return "";
}

function remove(world: World, account: string, kind: string, id: string, isThere: boolean): void {
  const name = `${account} ${kind} ${id}`;
  if (!isThere) {
    if (world.deleted.includes(name)) world.deletedTwice.push(name);
    throw gone(kind);
  }
  world.deleted.push(name);
}
