# matchingR on utilities written as 32-bit whole numbers: folder, units, offers, capacity, runs. Prints version and median
# milliseconds, and writes the offer of each unit (0 for none) to `got`.
suppressMessages(library(matchingR))
args <- commandArgs(trailingOnly = TRUE)
units <- as.integer(args[2])
offers <- as.integer(args[3])
numbers <- function(name) as.numeric(readBin(file.path(args[1], name), "integer", units * offers, size = 4))
of_units <- matrix(numbers("units"), nrow = offers)
of_offers <- matrix(numbers("offers"), nrow = units)
times <- c()
for (run in seq_len(as.integer(args[5]))) {
  times <- c(times, system.time(
    found <- galeShapley.collegeAdmissions(
      studentUtils = of_units, collegeUtils = of_offers, slots = as.integer(args[4]), studentOptimal = TRUE
    )
  )[["elapsed"]])
}
got <- integer(units)
for (offer in seq_along(found$matched.colleges)) {
  held <- found$matched.colleges[[offer]]
  got[held[!is.na(held)]] <- offer
}
writeBin(got, file.path(args[1], "got"), size = 4)
cat(as.character(packageVersion("matchingR")), 1000 * sort(times)[(length(times) + 1) %/% 2])
