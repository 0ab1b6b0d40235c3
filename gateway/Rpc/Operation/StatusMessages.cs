using Google.Protobuf.WellKnownTypes;
using Orleans.Tx.Gateway.Progress;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Rpc.Weeks;
using GrainLimiter = Orleans.Tx.Grains.Limiting.LimiterSnapshot;
using GrainMoment = Orleans.Tx.Grains.Limiting.LimiterMoment;
using GrainProjection = Orleans.Tx.Grains.Revenue.ProjectionStatus;
using SourceStatus = Orleans.Tx.Gateway.Http.SourceStatus;

namespace Orleans.Tx.Gateway.Rpc.Operation;

/// <summary>How the service is doing, as messages.</summary>
internal static class StatusMessages
{
    public static Protos.SourceStatus ToMessage(this SourceStatus status) => new()
    {
        Source = status.Source, Limiter = status.Limiter?.ToMessage(), Projection = status.Projection.ToMessage(),
        Weeks = { status.Weeks.Select(week => week.ToMessage()) },
    };

    public static LimiterSnapshot ToMessage(this GrainLimiter limiter) => new()
    {
        Source = limiter.Source, Requests = limiter.Requests, Window = limiter.Window.ToDuration(), Held = limiter.Held, Leased = limiter.Leased,
        Granted = limiter.Granted, Rejections = limiter.Rejections, ClosedUntil = limiter.ClosedUntil.ToMessage(), Learned = limiter.Learned,
        History = { limiter.History.Select(ToMessage) },
    };

    public static ProjectionStatus ToMessage(this GrainProjection projection)
    {
        var message = new ProjectionStatus
        {
            Source = projection.Source, Epoch = projection.Epoch, Position = projection.Position, LastBatch = projection.LastBatch,
            EntriesBehind = projection.EntriesBehind,
        };
        if (projection.Message is { } text)
            message.Message = text;
        if (projection.SecondsBehind is { } seconds)
            message.SecondsBehind = seconds;
        if (projection.InBulk is { } bulk)
            message.InBulk = new BulkProgress { Carried = bulk.Carried, Entries = bulk.Entries };
        if (projection.Notice is { } notice)
            message.Notice = notice;
        return message;
    }

    public static Event ToMessage(this ProgressEvent told) => told switch
    {
        { Week: { } week } => new Event { Week = week.ToMessage() },
        { Limiter: { } limiter } => new Event { Limiter = limiter.ToMessage() },
        { Projection: { } projection } => new Event { Projection = projection.ToMessage() },
        { Trouble: { } why } => new Event { Trouble = why },
        _ => new Event(),
    };

    private static LimiterMoment ToMessage(GrainMoment moment) =>
        new() { At = moment.At.ToMessage(), Held = moment.Held, Learned = moment.Learned, Rejections = moment.Rejections };
}
