import { writeFileSync } from "node:fs";
import { expectations, expectationsPath, REPOSITORIES, reasonsIn, writtenExpectations } from "./expectations";

for (const repository of REPOSITORIES) {
  writeFileSync(
    expectationsPath(repository),
    expectations(repository, reasonsIn(writtenExpectations(repository))),
  );
}
