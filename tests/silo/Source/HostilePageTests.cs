using System.Text;
using System.Text.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Source.Answers;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Whatever bytes come, they are a page, a refusal or no JSON; and no record is lost.</summary>
public sealed class HostilePageTests
{
    private const string Likely = "0123456789abcdefu\\\"-+.eE";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Damaged_page_is_told_apart_and_counts_every_record(int seed)
    {
        var chance = new Random(seed);
        var reader = new PageReader(TestSource.Options("http://127.0.0.1", ("Records:AmountUnit", "Minor")).Sources["acme"]);
        var whole = Encoding.UTF8.GetBytes(PageJson.Of(string.Join(",", Enumerable.Range(0, 5).Select(place =>
            PageJson.Record(id: $"\"é{place}\"", more: ""","o":{"a":[1,"\u00e4\ud83d\ude00"]}""")))));
        var (pages, unreadable) = (0, 0);
        for (var round = 0; round < 5000; round++)
        {
            var bytes = Damage(whole, chance);
            try
            {
                var answer = reader.Read(bytes, TestSource.Week, new ApiWords([]));
                if (answer is PageAnswer.Fetched page)
                {
                    Assert.Equal(page.Facts.Items, page.Records.Count + page.SetAside.Count + page.Outside + page.Filtered);
                    pages++;
                }
            }
            catch (JsonException)
            {
                unreadable++;
            }
        }

        Assert.True(pages > 100 && unreadable > 100, $"{pages} pages and {unreadable} unreadable bodies test too little");
    }

    private static byte[] Damage(byte[] whole, Random chance)
    {
        var bytes = (byte[])whole.Clone();
        for (var hit = chance.Next(1, 4); hit > 0; hit--)
            bytes[chance.Next(bytes.Length)] = chance.Next(3) == 0 ? (byte)chance.Next(256) : (byte)Likely[chance.Next(Likely.Length)];
        return bytes;
    }
}
