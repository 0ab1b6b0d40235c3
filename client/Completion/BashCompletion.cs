using System.Text;

namespace Orleans.Tx.Client.Completion;

/// <summary>Writes the script that has bash complete command lines: it holds all words, so that no program is started for a key.</summary>
internal static class BashCompletion
{
    private const string Start = """
        # Completion of tx for bash. To have it in every shell: tx completion bash > ~/.local/share/bash-completion/completions/tx
        _tx() {
          local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command='' words='' options='' kind='' skip='' word i
          local IFS=$' \t\n'
          COMPREPLY=()
          if [[ $cur == = ]]; then cur=''; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
          for ((i = 1; i < COMP_CWORD; i++)); do
            word=${COMP_WORDS[i]}
            if [[ $skip ]]; then [[ $word == = ]] || skip=''; continue; fi
            case $word in

        """;

    private const string AfterOptions = """
              -*) ;;
              *) case "$command $word" in

        """;

    private const string Values = """
              esac ;;
            esac
          done
          case "$command:$prev" in

        """;

    private const string Commands = """
          esac
          if [[ ! $kind ]]; then
            case $command in

        """;

    private const string End = """
            esac
            if [[ $cur == -* ]]; then words=$options kind=''; fi
          fi
          if [[ $kind == sources ]]; then
            words=$("${COMP_WORDS[0]}" config --format csv 2>/dev/null | sed -n 's/^Sources:\([a-z0-9-]*\):.*/\1/p' | sort -u)
          fi
          if [[ $words ]]; then COMPREPLY=($(compgen -W "$words" -- "$cur")); fi
          IFS=$'\n'
          case $kind in
            files) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$cur")) ;;
            folders) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -d -- "$cur")) ;;
          esac
        }
        complete -F _tx tx

        """;

    public static string Of(IReadOnlyList<CompletedCommand> commands)
    {
        var script = new StringBuilder(Start);
        script.Append($"      {string.Join('|', CompletionSteps.Valued(commands))}) skip=1 ;;\n").Append(AfterOptions);
        script.Append($"        {string.Join('|', CompletionSteps.Of(commands))}) command=${{command:+$command }}$word ;;\n");
        script.Append(Values);
        foreach (var command in commands)
        {
            foreach (var option in command.Options.Where(option => option.Value.Kind != ValueKind.None))
                script.Append($"    \"{command.Path}:{option.Name}\") {Offer(option.Value)} ;;\n");
        }

        script.Append(Commands);
        foreach (var command in commands)
        {
            var words = command.Commands.Select(sub => sub.Name).Concat(command.Argument.Words ?? []);
            script.Append(
                $"      \"{command.Path}\") words=\"{string.Join(' ', words)}\" kind={command.Argument.Word} options=\"{string.Join(' ', command.Options.Select(option => option.Name))}\" ;;\n");
        }

        return script.Append(End).ToString();
    }

    private static string Offer(CompletedValue value) => value.Words is { Count: > 0 } words ? $"kind=words words=\"{string.Join(' ', words)}\"" : $"kind={value.Word}";
}
