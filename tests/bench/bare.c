/*
 * The yardstick of `make bench`: the least a FastCGI program can do, the
 * bytes of one file behind the same nginx.  bare SOCKET FILE WORKERS
 */
#include <fcgiapp.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
serve(int fd, const char *body, int n)
{
	FCGX_Request r;

	if (FCGX_InitRequest(&r, fd, 0) != 0)
		exit(1);
	while (FCGX_Accept_r(&r) == 0) {
		FCGX_FPrintF(r.out,
		    "Content-Type: text/html; charset=utf-8\r\n"
		    "Content-Length: %d\r\n\r\n",
		    n);
		FCGX_PutStr(body, n, r.out);
		FCGX_Finish_r(&r);
	}
	exit(0);
}

int
main(int argc, char **argv)
{
	struct stat sb;
	char *body;
	int fd, file;

	if (argc != 4 || (file = open(argv[2], O_RDONLY)) < 0 ||
	    fstat(file, &sb) != 0 ||
	    (body = malloc((size_t)sb.st_size)) == NULL ||
	    read(file, body, (size_t)sb.st_size) != sb.st_size)
		return 2;
	if (FCGX_Init() != 0 || (fd = FCGX_OpenSocket(argv[1], 128)) < 0)
		return 1;
	chmod(argv[1], 0666);
	for (int i = atoi(argv[3]); i > 0; i--)
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGTERM);
			serve(fd, body, (int)sb.st_size);
		}
	puts("ready");
	fflush(stdout);
	while (wait(NULL) > 0)
		;
	return 0;
}
