using System.Text;

namespace Orleans.Tx.Client.Completion;

/// <summary>Writes the script that has zsh complete command lines, with what each word means beside it.</summary>
internal static class ZshCompletion
{
    private const string Start = """
        #compdef tx
        # Completion of tx for zsh. To have it in every shell: tx completion zsh > a file _tx in a folder of $fpath
        _tx() {
          local prev=${words[CURRENT-1]} command='' skip='' kind='' word i
          local -a offers names options
          for ((i = 2; i < CURRENT; i++)); do
            word=${words[i]}
            if [[ -n $skip ]]; then skip=''; continue; fi
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
          if [[ -z $kind ]]; then
            case $command in

        """;

    private const string End = """
            esac
            if [[ $PREFIX == -* ]]; then _describe -o option options; return; fi
          fi
          if [[ $kind == sources ]]; then
            offers=(${(fu)"$("${words[1]}" config --format csv 2>/dev/null | sed -n 's/^Sources:\([a-z0-9-]*\):.*/\1/p')"})
          fi
          (( $#names )) && _describe command names
          (( $#offers )) && compadd -- $offers
          case $kind in
            files) _files ;;
            folders) _files -/ ;;
          esac
        }
        if [[ $funcstack[1] == _tx ]]; then _tx "$@"; else compdef _tx tx; fi

        """;

    public static string Of(IReadOnlyList<CompletedCommand> commands)
    {
        var script = new StringBuilder(Start);
        script.Append($"      {string.Join('|', CompletionSteps.Valued(commands))}) skip=1 ;;\n").Append(AfterOptions);
        script.Append($"        {string.Join('|', CompletionSteps.Of(commands))}) command=${{command:+$command }}$word ;;\n").Append(Values);
        foreach (var command in commands)
        {
            foreach (var option in command.Options.Where(option => option.Value.Kind != ValueKind.None))
                script.Append($"    \"{command.Path}:{option.Name}\") kind={option.Value.Word} offers=({string.Join(' ', option.Value.Words)}) ;;\n");
        }

        script.Append(Commands);
        foreach (var command in commands)
        {
            script.Append($"      \"{command.Path}\") kind={command.Argument.Word} offers=({string.Join(' ', command.Argument.Words ?? [])})\n");
            script.Append($"        names=({string.Join(' ', command.Commands.Select(sub => Described(sub.Name, sub.Description)))})\n");
            script.Append($"        options=({string.Join(' ', command.Options.Select(option => Described(option.Name, option.Description)))}) ;;\n");
        }

        return script.Append(End).ToString();
    }

    private static string Described(string name, string description) => $"'{name}:{description.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
