import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { organizationSchema } from "../../../scripts/generate/organization-schema";

const repository = join(__dirname, "..", "..", "..");
const read = (path: string) => readFileSync(join(repository, path), "utf8");
const [generated] = organizationSchema();

test("organization.schema.json is what `npm run generate` writes", () => {
  expect(read(generated!.path)).toBe(generated!.text);
});

test("the example names it in its first line and keeps to it", () => {
  const example = read("organization.yaml");
  expect(example.split("\n")[0]).toBe(`# yaml-language-server: $schema=./${generated!.path}`);
  const validate = new Ajv({ strictTypes: false, formats: { email: true } }).compile(
    JSON.parse(generated!.text),
  );
  validate(parse(example));
  expect(validate.errors).toBeNull();
});
