import type { Doing } from "../rule.ts";

/** A call that does something to a file, as data. */
export interface DeedCall {
  readonly names: RegExp;
  /** What it must be called on or through; absent: anything. */
  readonly owner?: RegExp;
  readonly does: Doing;
  /** With all that lies in it; `asked`: when it is told so. */
  readonly deep: boolean | "asked";
  /** Which of what it is told. */
  readonly on: "all" | "first" | "second" | "last" | "itself" | "but first";
}

const files =
  /^(?:.*\.)?(?:os|File|Files|Dir|Directory|FileUtils|FileSystem|IO|fs|fsp|promises|fse|fs-extra|fsExtra|Deno|Pathname|Path|Storage|shutil|System\.IO\.\w+|pathlib|unlinkSync|FileManager|default|file|filelib|fn|java\.nio\.file\.Files|std\.fs|tokio\.fs|mem|disk)$/;
const plainOr = (pattern: RegExp) => new RegExp(`^$|${pattern.source}`);

/** What is removed, emptied, moved and handed over by calls, in any language. The first that fits counts. */
export const deedCalls: readonly DeedCall[] = [
  {
    names:
      /^(_?rmtree(?:_safe_fd|_unsafe)?|remove_tree|rimraf(Sync)?|rm_rf!?|rm_r|remove_dir|remove_entry|remove_entry_secure|RemoveAll|remove_dir_all|removeDirectoryRecursive|removePathForcibly|del_dir_r|deleteDirectory|cleanDirectory|forceDelete|emptyDir(Sync)?|deleteRecursively|deleteDir|delete_directory|delete-directory|delete-tree|remove_all|removeDir|removeTree|rmdir_all|remove_dir_contents|removeItem|trashItem|rm_rf_safe|DirectoryDelete)$/,
    does: "remove",
    deep: true,
    on: "all",
  },
  { names: /^(deleteRecursively|deleteDir|rmtree|remove_tree|deltree|remove_dir_all)$/, does: "remove", deep: true, on: "itself" },
  { names: /^remove(Sync)?$/, owner: /(^|\.)(fse|fsExtra|fs-extra|jetpack)$/, does: "remove", deep: true, on: "all" },
  { names: /^(del|deleteSync|deleteAsync|trash)$/, owner: /^(del|trash)?$/, does: "remove", deep: true, on: "all" },
  { names: /^(rm|rmdir|remove|Delete|unlink|delete|Remove)(Sync)?$/, owner: plainOr(files), does: "remove", deep: "asked", on: "all" },
  {
    names:
      /^(rmdir|unlink|rm_f|removedirs|remove_file|removeFile|removeDirectory|del_dir|rm!|rmdir!|deleteIfExists|DeleteFile|safe_unlink|deleteFile|file_delete|delete_file|delete-file|tryRemoveFile)(Sync)?$/,
    does: "remove",
    deep: "asked",
    on: "all",
  },
  { names: /^(unlink|rmdir|delete|deleteOnExit|delete!|Delete|remove|rmtree)$/, does: "remove", deep: "asked", on: "itself" },
  { names: /^(remove|file_remove)$/, owner: /^(file)?$/, does: "remove", deep: "asked", on: "all" },
  { names: /^(shred)$/, does: "remove", deep: true, on: "all" },
  {
    names: /^(copyfile|copy2?|copy_file|copyFile(Sync)?|cp(Sync)?|cp_r|CopyFile|copy_entry|cp_rf?!?|copyFileOrDirectory)$/,
    owner: plainOr(files),
    does: "overwrite",
    deep: false,
    on: "second",
  },
  {
    names: /^(move|mv|rename|renames|replace|renameSync|moveSync|Rename|Move|rename!|file_rename|renameDirectory|renamePath)$/,
    owner: plainOr(files),
    does: "move",
    deep: true,
    on: "first",
  },
  { names: /^(rename|replace|renameTo|move)$/, does: "move", deep: true, on: "itself" },
  { names: /^(truncate|ftruncate|truncateSync)$/, owner: plainOr(files), does: "overwrite", deep: false, on: "first" },
  {
    names:
      /^(writeFile(Sync)?|file_put_contents|WriteFile|writeTextFile(Sync)?|writeString|write_file|WriteAllText|WriteAllBytes|outputFile(Sync)?|writeLines|createWriteStream|binwrite|outputJson(Sync)?|writeJson(Sync)?)$/,
    does: "overwrite",
    deep: false,
    on: "first",
  },
  { names: /^write!?$/, owner: /(^|\.)(File|IO|fs|Bun|Files|std\.fs)$/, does: "overwrite", deep: false, on: "first" },
  { names: /^(write_text|write_bytes|writeText|setText)$/, does: "overwrite", deep: false, on: "itself" },
  { names: /^output$/, owner: /^io$/, does: "overwrite", deep: false, on: "first" },
  { names: /^(Create|create|createSync)$/, owner: /(^|\.)(os|File|Deno)$/, does: "overwrite", deep: false, on: "first" },
  { names: /^(appendFile(Sync)?|appendText|AppendAllText|append_to_file)$/, does: "append", deep: false, on: "first" },
  { names: /^(chmod_R|chown_R)$/, does: "permit", deep: true, on: "all" },
  { names: /^l?chmod(Sync)?!?$|^set_permissions$|^Chmod$/, does: "permit", deep: false, on: "all" },
  { names: /^l?chown(Sync)?$|^Chown$/, does: "own", deep: false, on: "all" },
  {
    names:
      /^(readFile(Sync)?|file_get_contents|readTextFile(Sync)?|ReadFile|read_to_string|readfile|ReadAllText|readLines|readString|readAllLines|file|slurp|read_file|readlines|binread|foreach|parse_ini_file|dotenv_values|load_dotenv|readAllBytes|ReadAllBytes)$/,
    does: "read",
    deep: false,
    on: "first",
  },
  { names: /^(read!?|stream!?|new|open)$/, owner: /(^|\.)(File|IO|Pathname)$/, does: "read", deep: false, on: "first" },
  { names: /^(read_text|read_bytes|readText|getText)$/, does: "read", deep: false, on: "itself" },
];

/** Whether what a call is told says that it means all that lies in a folder. */
export const asksForAll = (raw: string): boolean =>
  /\brecursive['"]?\s*(?:[:=]|=>)\s*(?:true|!0|1|TRUE|True|T|\$true)|["']rf?["']|,\s*\$?true\b|,\s*["']s["']|:recursive|recurs\w*:\s*true/i.test(raw);
