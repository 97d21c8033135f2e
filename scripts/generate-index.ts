import { catalogueIndex } from "./generate/catalogue-index";
import { writeFiles } from "./generate/write";

writeFiles(catalogueIndex());
