using Orleans.Tx.House.Tests.Sources;

namespace Orleans.Tx.House.Tests.Sizes;

public sealed class SizeTests
{
    [Fact]
    public void Files_are_short()
    {
        var files = SourceFile.Product.Select(file => (file.Path, file.Lines)).ToList();
        AssertSizes("Files", files, median: 60, nineTenths: 150, longest: 400);
    }

    [Fact]
    public void Methods_are_short()
    {
        var methods = SourceFile.Product.SelectMany(file => file.Methods).ToList();
        AssertSizes("Methods", methods, median: 25, nineTenths: 25, longest: 60);
    }

    [Fact]
    public void Programs_only_compose() => Offenders.AssertNone(
        "A Program.cs has 40 lines or more:",
        SourceFile.Product.Where(file => file.Path.EndsWith("/Program.cs", StringComparison.Ordinal) && file.Lines >= 40).Select(file => $"{file.Path}: {file.Lines}"));

    [Fact]
    public void Length_of_a_method_is_counted_without_its_attributes_and_documentation()
    {
        var file = SourceFile.Parse("a.cs", """
            sealed class A
            {
                /// <summary>Not counted.</summary>
                [Obsolete]
                public int Three(
                    int a) =>
                    a;

                int P { get { return
                    1; } }

                int Abstract();
            }
            """);
        Assert.Equal([("a.cs: Three", 3), ("a.cs: P.get", 2)], file.Methods);
        Assert.Equal(12, SourceFile.Parse("b.cs", new string('\n', 11) + "x\n").Lines);
    }

    [Fact]
    public void Share_of_sizes_is_the_nearest_rank()
    {
        int[] sizes = [.. Enumerable.Range(1, 10)];
        Assert.Equal((5, 9, 10), (AtShare(sizes, 0.5), AtShare(sizes, 0.9), AtShare(sizes, 1)));
    }

    private static void AssertSizes(string what, IReadOnlyList<(string Name, int Lines)> sizes, int median, int nineTenths, int longest)
    {
        Assert.NotEmpty(sizes);
        int[] sorted = [.. sizes.Select(size => size.Lines).Order()];
        var (half, most) = (AtShare(sorted, 0.5), AtShare(sorted, 0.9));
        var longestOnes = sizes.OrderByDescending(size => size.Lines).Take(sizes.Count / 10).Select(size => $"{size.Lines} {size.Name}");
        Assert.True(
            half <= median && most <= nineTenths,
            $"{what} have a median of {half} lines ({median} allowed) and nine in ten have at most {most} ({nineTenths} allowed); the longest:\n  "
            + string.Join("\n  ", longestOnes));
        Offenders.AssertNone(
            $"{what} have more than {longest} lines:",
            sizes.Where(size => size.Lines > longest).Select(size => $"{size.Lines} {size.Name}"));
    }

    private static int AtShare(int[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
