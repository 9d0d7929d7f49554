/** A call that runs a program or a line of shell, as data. */
export interface RunCall {
  readonly names: RegExp;
  readonly owner?: RegExp;
  /** `line`: its first text is read by a shell. `words`: a program with its words. `either`: words when it is told several. `building`: words that later calls add to. */
  readonly as: "line" | "words" | "either" | "building" | "executed";
}

const shells =
  /^(?:$|(?:.*\.)?(?:os|posix|subprocess|child_process|node:child_process|process|Kernel|Process|Object|cp|childProcess|shell|shelljs|sh|exec|io|IO|Core|self|asyncio|pty|commands|platform|Open3|syscall|POSIX|popen2|util|zx|execa|execa\.\w+|Bun|Deno|Runtime|getRuntime|libc|Core\.System|System|System\.Process|Sys|mix|Foundation|ffi\.C|C|sys\.process|spawn|\$|Shell)$)/;

/** What runs programs, in any language. The first that fits counts. */
export const runCalls: readonly RunCall[] = [
  {
    names:
      /^(system|shell_exec|passthru|getoutput|getstatusoutput|doShellScript|callCommand|spawnCommand|readCommand|execaCommand(Sync)?|execCommand|shellexec|execShell|ShellExecute|sudo_exec|executeShell|executeShellCommand|gorilla_exec|shell_command|systemlist)$/,
    as: "either",
  },
  {
    names:
      /^(popen[234]?|proc_open|pcntl_exec|capture[23]e?|popen2e|pipeline\w*|backticks|create_subprocess_shell|create_subprocess_exec|posix_spawnp?|forkpty|getExecOutput|execSync|execFileSync|spawnSync|execFile|Popen|check_call|check_output|ProcessBuilder|callProcess|rawSystem|readProcess|proc|exec[lv]p?e?|spawn[lv]p?e?|execvpe|startProcess|StartProcess|execlpe|subprocess_run|ExecuteCmd)$/,
    as: "either",
  },
  { names: /^(exec|spawn|fork|execute|execa|sync)$/, owner: shells, as: "either" },
  {
    names: /^(run|call|Command|cmd|shell|start|Start|sh|detach|daemon|launch|execa|spawn_link|shellout|Process|open|eval_shell)$/,
    owner:
      /(^|\.)(subprocess|sp|os|System|Process|exec|Deno|std\.process|process|sh|shell|Core|clojure\.java\.shell|local|Diagnostics\.Process|Open3|Foundation|sys\.process|Sys|tokio\.process|shelljs|Port|fabric|invoke|plumbum|Mix)$/,
    as: "words",
  },
  { names: /^(cmd)$/, owner: /^os$/, as: "line" },
  { names: /^(shell|run|sh|Command|Process|execa|shelly|stringProcess|bash|zsh|check_call|runCommand)$/, owner: /^$/, as: "words" },
  { names: /^(exec)$/, owner: /(getRuntime|Runtime|runtime|rt)$/, as: "either" },
];

/** Calls on a text or a list that run it. */
export const executing = /^(execute|!|!!|lazyLines|run|spawn|start|executeOnShell)$/;
/** Calls that add words to a program that is built up. */
export const addingWords = /^(arg|args|command|addArgument|setArguments|Arguments)$/;
/** Calls that evaluate a text as code. */
export const evaluators =
  /^(eval|exec|execfile|compile|instance_eval|class_eval|module_eval|Function|runInThisContext|runInNewContext|runInContext|loadstring|load|dostring|create_function|assert|eval_string|evaluate|eval_quoted|EvalString|parse_eval|evalScript|interactiveEval|execScript|Script|runSource)$/;
/** Calls that hand each item of a list to a function. */
export const mapping =
  /^(map|starmap|filter|each|forEach|for_each|foreach|array_map|array_walk|array_filter|call_user_func|call_user_func_array|apply|lapply|sapply|Map|then|call|bind|collect|flatMap|each_with_index|mapM_|forM_|reduce|submit|imap|pmap|every|some|find|tap|run|Thread|Timer|setTimeout|setImmediate|queueMicrotask|nextTick|register|at_exit|finally|pcall|xpcall|invoke|invokeMethod|vapply|register_shutdown_function|forward_static_call|forward_static_call_array|array_reduce|usort|uasort|iterator_apply|preg_replace_callback|set_error_handler|set_exception_handler|ReflectionFunction|walk|doseq|run!|mapv|partial|Reflect)$/;
