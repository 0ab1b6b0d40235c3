using System.Collections.Immutable;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Imports;

/// <summary>Imports of a source, and how far what is stored is counted.</summary>
[GenerateSerializer, Immutable, Alias("tx.ImportList")]
public sealed record ImportList(
    [property: Id(0)] string Source,
    [property: Id(1)] ImmutableArray<ImportStatus> Imports,
    [property: Id(2)] ProjectionStatus Projection);

/// <summary>How an import is going, or what came of it.</summary>
/// <param name="Id">Its number among those of the source, from 1.</param>
/// <param name="File">What was read.</param>
/// <param name="Keyed">Rows are named by an id of their own.</param>
/// <param name="Line">The line up to which the file is stored.</param>
/// <param name="Stored">Rows that were not there before.</param>
/// <param name="Restated">Rows whose id was there with other values.</param>
/// <param name="AlreadyThere">Rows whose id was there with the same.</param>
/// <param name="Repeated">Rows whose id came again soon after in the same file: the later one counts.</param>
/// <param name="TakenOut">Rows of earlier imports that it replaced.</param>
/// <param name="Gone">Rows of its own that later imports replaced or restated.</param>
/// <param name="ReplacedBy">The import that replaced it, or a part of it.</param>
/// <param name="PassedOver">Rows of customers who were forgotten: they do not come back.</param>
[GenerateSerializer, Immutable, Alias("tx.ImportStatus")]
public sealed record ImportStatus(
    [property: Id(0)] string Source,
    [property: Id(1)] int Id,
    [property: Id(2)] ImportFile File,
    [property: Id(3)] bool Keyed,
    [property: Id(4)] ImportState State,
    [property: Id(5)] long Line,
    [property: Id(6)] long Stored,
    [property: Id(7)] long Restated,
    [property: Id(8)] long AlreadyThere,
    [property: Id(9)] long Repeated,
    [property: Id(10)] long TakenOut,
    [property: Id(11)] long Gone,
    [property: Id(12)] int? ReplacedBy,
    [property: Id(13)] DateTimeOffset CreatedAt,
    [property: Id(14)] DateTimeOffset UpdatedAt,
    [property: Id(15)] long PassedOver);

/// <summary>Where an import stands.</summary>
[GenerateSerializer, Alias("tx.ImportState")]
public enum ImportState
{
    /// <summary>Rows of earlier imports are leaving.</summary>
    Replacing,

    /// <summary>Its own rows are being stored.</summary>
    Storing,

    /// <summary>All its rows are stored.</summary>
    Done,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}
