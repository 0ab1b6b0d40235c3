namespace Orleans.Tx.Grains.Tests.Limiting;

/// <summary>What may happen to a limiter.</summary>
internal enum LimiterStepKind
{
    SomeoneWants,
    TimePasses,
    RequestIsAccepted,
    RequestIsRejected,
    RequestIsLost,
    PermitComesBack,
    WriteFails,
    WriteIsNotAnswered,
    SomeoneElseWrites,
    Crashes,
    Stops,
}
