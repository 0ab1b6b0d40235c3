namespace Orleans.Tx.Domain.Tests.Limiting;

internal enum LimiterStepKind
{
    /// <summary>A worker asks for permits.</summary>
    Ask,

    /// <summary>Time passes.</summary>
    Wait,

    /// <summary>Time passes until the limiter says that it is worth asking.</summary>
    WaitForFree,

    /// <summary>The limiter is lost and comes back from what was stored, by a clock that differs; its workers know nothing of it.</summary>
    Crash,
}
