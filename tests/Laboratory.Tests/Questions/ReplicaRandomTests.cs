using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.Laboratory.Tests.Questions;

public sealed class ReplicaRandomTests
{
    [Fact]
    public void Replicas_and_parts_have_streams_of_their_own()
    {
        ulong[] first =
        [
            .. from seed in new ulong[] { 1, 2 }
               from replica in new uint[] { 0, 1 }
               from part in new uint[] { 0, 1 }
               select new ReplicaRandom(seed, replica).Stream(part).NextUInt64(),
        ];
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void A_stream_is_the_same_whenever_it_is_asked_for()
    {
        var random = new ReplicaRandom(7, 3);
        Assert.Equal(random.Stream(5).NextUInt64(), random.Stream(5).NextUInt64());
    }
}
