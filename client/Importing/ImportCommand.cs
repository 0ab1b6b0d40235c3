using System.CommandLine;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Client.Importing;

/// <summary><c>tx import FILE...</c>: order files into the store, as a source of its own.</summary>
internal sealed class ImportCommand : TxCommand
{
    private const string UsualSource = "orders";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly Terminal _terminal;
    private readonly ColumnOptions _columns = new();
    private readonly ServerOptions _server = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with status 3 when rows were set aside" };
    private readonly Option<bool> _list = new("--list") { Description = "Show the imports there are; no FILE is read" };
    private readonly Option<bool> _replace = new("--replace") { Description = "Rows of earlier imports between a file's first and last order leave first" };
    private readonly Option<string?> _id = new("--id-column") { Description = "The column of each row's own id, by which the same order is known in several files", HelpName = "COLUMN" };

    private readonly ChoiceOption<ImportOverlap> _overlap = new(
        "--overlap", "What to do with a file that covers a time that an earlier import covers; add counts both", ("refuse", ImportOverlap.Refuse), ("add", ImportOverlap.Add));

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Order files, plain or gzip, which make one log; - is standard input",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public ImportCommand(Terminal terminal) : base(
        "import", "Brings order files into the store, as a source named orders or as --source has it; the same command goes on where it was interrupted.",
        "tx import orders.csv",
        "tx import 2024.csv.gz 2025.csv.gz --source old-shop",
        "tx import export.csv --id-column order_id",
        "tx import --list")
    {
        _terminal = terminal;
        Add(_files);
        _columns.AddTo(this);
        foreach (var option in (Option[])[_id, _overlap, _replace, _strict, _list, _format])
            Add(option);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse) is { Source: null } usual ? usual with { Source = UsualSource } : _server.Read(parse);
        var paths = parse.GetValue(_files) ?? [];
        if (parse.GetValue(_list))
            return await List(choice, paths, parse.GetValue(_format), cancellation);
        if (paths.Length == 0)
            throw new UsageException("tx import needs FILE; tx import --help shows an example");
        if (parse.GetValue(_replace) && parse.GetValue(_overlap) == ImportOverlap.Add)
            throw new UsageException("--replace takes earlier rows out and --overlap add keeps them: choose one");
        RefuseApi(choice);

        using var input = await ImportInput.Of(paths, _terminal.Input, cancellation);
        var (reading, bad) = (new ImportReading(_columns, parse, parse.GetValue(_id)), _columns.BadRows(parse));
        var files = await new FileSurvey(input, reading, bad, _terminal).Read(cancellation);
        await Tell(bad);
        var request = new ImportRequest(files, reading.Keyed, parse.GetValue(_replace) ? ImportOverlap.Replace : parse.GetValue(_overlap));
        await using (var access = await ServerAccess.Open(choice, create: true, _terminal, cancellation, resume: false, api: false))
            ImportSheet.Write(await Import(access.Server, choice.Source!, request, input, reading, cancellation), parse.GetValue(_format), _terminal);
        return bad.Total > 0 && parse.GetValue(_strict) ? ExitStatus.Incomplete : ExitStatus.Done;
    }

    private async Task<ExitStatus> List(ServerChoice choice, string[] paths, OutputFormat format, CancellationToken cancellation)
    {
        if (paths.Length > 0)
            throw new UsageException($"--list shows imports and takes no FILE, such as {paths[0]}");
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        ImportSheet.Write(await access.Server.Imports(choice.Source!, cancellation), format, _terminal);
        return ExitStatus.Done;
    }

    // A service that was named knows its own sources, and refuses likewise.
    private static void RefuseApi(ServerChoice choice)
    {
        if (choice.Server is null && choice.Options().Sources.ContainsKey(choice.Source!))
            throw new UsageException($"--source '{choice.Source}' has an API, which its rows come from; name another source for order files");
    }

    private async Task<ImportList> Import(
        TxServer server, string source, ImportRequest request, ImportInput input, ImportReading reading, CancellationToken cancellation)
    {
        var opened = await server.OpenImports(source, request, cancellation);
        using var progress = new ImportProgress(_terminal, opened.Imports.Sum(import => import.File.Rows));
        progress.Begin(opened.Imports);
        var work = new FileImport(server, input, reading, progress, _terminal.Time);
        foreach (var import in opened.Imports)
        {
            if (import.State == ImportState.Done)
                await _terminal.Error.WriteLineAsync($"{request.Files[Place(request, import)].Name}: this content was imported before ({import.File.Name}, import {import.Id}): nothing was added.");
            await work.Run(import, input.Paths[Place(request, import)], cancellation);
        }

        // Only then is what was stored counted: one pass over the customers is enough for all files.
        foreach (var import in opened.Imports)
            await work.Finish(import, cancellation);

        return await UntilCounted(server, opened, progress, cancellation);
    }

    // The first of the files that have this content.
    private static int Place(ImportRequest request, ImportStatus import) =>
        request.Files.Index().First(file => file.Item.Sha256 == import.File.Sha256).Index;

    private async Task<ImportList> UntilCounted(TxServer server, ImportList opened, ImportProgress progress, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var all = await server.Imports(opened.Source, cancellation);
                if (all.Projection.Position >= all.Projection.LastBatch)
                    return all with { Imports = [.. all.Imports.Where(import => opened.Imports.Any(own => own.Id == import.Id))] };
                progress.Counting(all.Projection);
            }
            catch (ServiceAwayException away)
            {
                progress.Trouble(away.Message);
            }

            await Task.Delay(LookEvery, _terminal.Time, cancellation);
        }
    }

    private async Task Tell(BadRows bad)
    {
        foreach (var row in bad.First)
            await _terminal.Error.WriteLineAsync(row.ToString());
        if (bad.Total > bad.First.Count)
            await _terminal.Error.WriteLineAsync($"... and {bad.Total - bad.First.Count} more rows set aside");
    }
}
