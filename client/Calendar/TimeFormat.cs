using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Calendar;

/// <summary>One way in which times are written.</summary>
internal abstract class TimeFormat
{
    /// <summary>ISO 8601, with or without time and offset.</summary>
    public static TimeFormat Iso { get; } = new IsoFormat();

    public abstract bool TryRead(ReadOnlySpan<byte> text, out WrittenTime time);

    /// <summary><c>iso</c>, <c>unix</c>, <c>unix-ms</c>, or a format of .NET.</summary>
    /// <exception cref="FormatException">The format can't be used; the message says why.</exception>
    public static TimeFormat Parse(string name) => name switch
    {
        "iso" => Iso,
        "unix" => new UnixFormat(TimeSpan.TicksPerSecond),
        "unix-ms" => new UnixFormat(TimeSpan.TicksPerMillisecond),
        _ => CustomFormat.Of(name),
    };

    private sealed class IsoFormat : TimeFormat
    {
        public override bool TryRead(ReadOnlySpan<byte> text, out WrittenTime time) => IsoTime.TryRead(text, out time);
    }
}
