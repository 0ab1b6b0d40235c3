using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Tests.Calendar;

public sealed class IsoTimeTests
{
    [Fact]
    public void Usual_times_are_read_as_dotnet_reads_them() =>
        Prop.ForAll(Gen.Choose(0, 9998).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), yearAndSecond =>
        {
            var (year, second) = yearAndSecond;
            var at = new DateTime(year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(second % (365 * 86_400));
            var text = at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

            Assert.True(IsoTime.TryReadUsual(Encoding.ASCII.GetBytes(text), out var local));
            Assert.Equal((at.Ticks, false), (local.Ticks, local.IsUtc));
            Assert.True(IsoTime.TryReadUsual(Encoding.ASCII.GetBytes($"{text}+00:00"), out var utc));
            Assert.Equal((at.Ticks, true), (utc.Ticks, utc.IsUtc));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_letter_changed_is_read_as_dotnet_reads_it() =>
        Prop.ForAll(Gen.Choose(0, 18).Zip(Gen.Choose(1, 255)).ToArbitrary(), change =>
        {
            var text = "2020-02-28 19:59:31"u8.ToArray();
            text[change.Item1] = (byte)change.Item2;
            string[] formats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"];
            // What is beyond ASCII is never part of a time here, though .NET takes some of it for blanks.
            var isTime = change.Item2 < 128 & DateTime.TryParseExact(Encoding.Latin1.GetString(text), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var expected);

            Assert.Equal(isTime, IsoTime.TryReadUsual(text, out var time));
            Assert.Equal(isTime ? expected.Ticks : 0, time.Ticks);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
