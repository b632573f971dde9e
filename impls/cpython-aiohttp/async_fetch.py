import asyncio

import aiohttp


class AsyncHTTPClient:
    def __init__(self, url):
        self.url = url

    async def __aenter__(self):
        self.session = aiohttp.ClientSession()
        self.response = await self.session.get(self.url)
        return self.response

    async def __aexit__(self, exc_type, exc, tb):
        await self.response.release()
        await self.session.close()


async def async_fetch(urls):
    for url in urls:
        async with AsyncHTTPClient(url) as response:
            yield await response.text()


async def main():
    urls = ["https://example.com", "https://example.org", "https://example.net"]
    async for text in async_fetch(urls):
        print(text)


if __name__ == "__main__":
    asyncio.run(main())
