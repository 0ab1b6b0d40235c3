using Orleans.Tx.Gateway.Protos;
using GrainDifference = Orleans.Tx.Grains.Verification.Difference;
using GrainForget = Orleans.Tx.Grains.Forgetting.ForgetStatus;
using GrainRebuild = Orleans.Tx.Grains.Revenue.RebuildStatus;
using GrainVerification = Orleans.Tx.Grains.Verification.VerificationStatus;

namespace Orleans.Tx.Gateway.Rpc.Operation;

/// <summary>Jobs as messages.</summary>
internal static class JobMessages
{
    public static VerificationStatus ToMessage(this GrainVerification job)
    {
        var message = new VerificationStatus
        {
            Source = job.Source, Id = job.Id, State = (JobState)(job.State + 1), Step = job.Step, Position = job.Position, LastBatch = job.LastBatch,
            Rows = job.Rows, Ledgers = job.Ledgers, Cells = job.Cells, Differences = job.Differences, Shown = { job.Shown.Select(ToMessage) },
        };
        if (job.Message is { } text)
            message.Message = text;
        return message;
    }

    public static RebuildStatus ToMessage(this GrainRebuild job)
    {
        var message = new RebuildStatus
        {
            Source = job.Source, Id = job.Id, State = (JobState)(job.State + 1), Step = job.Step, Carried = job.Carried, Entries = job.Entries,
            Epoch = job.Epoch, Position = job.Position, Zone = job.Zone,
        };
        if (job.Message is { } text)
            message.Message = text;
        return message;
    }

    public static ForgetStatus ToMessage(this GrainForget job)
    {
        var message = new ForgetStatus
        {
            Source = job.Source, Id = job.Id, State = (JobState)(job.State + 1), Step = job.Step, Rows = job.Rows, SetAside = job.SetAside,
            Weeks = { job.Weeks.Select(week => new ForgottenWeek { Week = week.Week, Rows = week.Rows, SetAside = week.SetAside }) },
        };
        if (job.Message is { } text)
            message.Message = text;
        return message;
    }

    private static Difference ToMessage(GrainDifference difference)
    {
        var message = new Difference { Kind = difference.Kind, Subject = difference.Subject };
        if (difference.Expected is { } expected)
            message.Expected = expected;
        if (difference.Stored is { } stored)
            message.Stored = stored;
        return message;
    }
}
