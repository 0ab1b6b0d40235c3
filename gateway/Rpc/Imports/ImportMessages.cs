using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Rpc.Operation;
using Orleans.Tx.Grains.Imports;
using GrainFile = Orleans.Tx.Grains.Imports.ImportFile;
using GrainList = Orleans.Tx.Grains.Imports.ImportList;
using ImportFile = Orleans.Tx.Gateway.Protos.ImportFile;
using ImportList = Orleans.Tx.Gateway.Protos.ImportList;
using ImportState = Orleans.Tx.Gateway.Protos.ImportState;

namespace Orleans.Tx.Gateway.Rpc.Imports;

/// <summary>Imports as messages.</summary>
internal static class ImportMessages
{
    public static ImportList ToMessage(this GrainList list) =>
        new() { Source = list.Source, Imports = { list.Imports.Select(ToMessage) }, Projection = list.Projection.ToMessage() };

    public static Import ToMessage(this ImportStatus import)
    {
        var message = new Import
        {
            Source = import.Source, Id = import.Id, File = ToMessage(import.File), Keyed = import.Keyed, State = (ImportState)(import.State + 1),
            Line = import.Line, Stored = import.Stored, Restated = import.Restated, AlreadyThere = import.AlreadyThere, Repeated = import.Repeated,
            TakenOut = import.TakenOut, Gone = import.Gone, CreatedAt = import.CreatedAt.ToMessage(), UpdatedAt = import.UpdatedAt.ToMessage(),
            PassedOver = import.PassedOver,
        };
        if (import.ReplacedBy is { } other)
            message.ReplacedBy = other;
        return message;
    }

    private static ImportFile ToMessage(GrainFile file)
    {
        var message = new ImportFile
        {
            Name = file.Name, Sha256 = file.Sha256, Options = file.Options, Lines = file.Lines, Rows = file.Rows, First = file.First.ToMessage(),
            Last = file.Last.ToMessage(),
        };
        foreach (var (reason, count) in file.Bad)
            message.Bad[reason] = count;
        return message;
    }
}
